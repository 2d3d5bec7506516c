package org.clickrouter.store.operator;

/**
 * Something that is or was wrong, and what the operator knows of it. Times are epoch milliseconds.
 *
 * @param kind such as {@code dead} or {@code destination-tls}
 * @param subject the operation, the destination, or empty
 * @param text one sentence, without secrets and without anything of a click
 * @param amount how many clicks, deliveries or seconds it concerns
 * @param since when it was first seen
 * @param wellSince since when it is seen no more; null while it lasts
 * @param told when the operator was last told; null for never
 * @param toldAmount the amount that he was told
 */
public record KnownEvent(
        String kind, String subject, String text, long amount, long since, Long wellSince, Long told, long toldAmount) {

    /** @return whether it is the same trouble, however much of it there is now */
    public boolean isOf(String otherKind, String otherSubject) {
        return kind.equals(otherKind) && subject.equals(otherSubject);
    }

    /** It lasts, and is this much now. */
    public KnownEvent present(String now, long nowAmount) {
        return new KnownEvent(kind, subject, now, nowAmount, since, null, told, toldAmount);
    }

    /** It is seen no more. */
    public KnownEvent well(long now) {
        return new KnownEvent(
                kind, subject, text, amount, since, wellSince == null ? (Long) now : wellSince, told, toldAmount);
    }

    /** The operator is told of it. */
    public KnownEvent told(long now) {
        return new KnownEvent(kind, subject, text, amount, since, wellSince, now, amount);
    }
}
