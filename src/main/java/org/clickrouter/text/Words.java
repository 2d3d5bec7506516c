package org.clickrouter.text;

/** Small grammar of what people read. */
public final class Words {

    private Words() {}

    /** @return such as {@code 1 delivery} or {@code 2 deliveries} */
    public static String count(long number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        return number + " " + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }
}
