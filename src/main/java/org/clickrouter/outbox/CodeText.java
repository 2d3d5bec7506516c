package org.clickrouter.outbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * An activity code of digits as the routing file sees it: a text all the same. Camel's Simple holds two Strings of
 * digits against each other as numbers, so that {@code == '002'} would take {@code 2}. It is a {@link WrappedFile} only
 * because {@code contains} asks nothing else than a String for its text.
 */
public final class CodeText implements CharSequence, WrappedFile<Object> {

    private final String text;

    private CodeText(String text) {
        this.text = text;
    }

    /** @return the code for a header: a String, or a text of its own kind where it looks like a number */
    public static CharSequence of(String code) {
        return ObjectHelper.isNumber(code) ? new CodeText(code) : code;
    }

    /** From now on Camel makes a String or a number of it where one is asked for, and it of a String. */
    static void register(CamelContext context) {
        TypeConverterRegistry converters = context.getTypeConverterRegistry();
        converters.addTypeConverter(String.class, CodeText.class, by(text -> text));
        converters.addTypeConverter(Integer.class, CodeText.class, by(Integer::valueOf));
        converters.addTypeConverter(Long.class, CodeText.class, by(Long::valueOf));
        converters.addTypeConverter(Double.class, CodeText.class, by(Double::valueOf));
        // Simple's `in` makes each word of its list the kind of what stands before it.
        converters.addTypeConverter(CodeText.class, String.class, by(CodeText::new));
    }

    private static SimpleTypeConverter by(Function<String, Object> made) {
        return new SimpleTypeConverter(true, (type, exchange, code) -> {
            try {
                return made.apply(code.toString());
            } catch (NumberFormatException tooLong) {
                return null;
            }
        });
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public Object getFile() {
        return null;
    }

    @Override
    public Object getBody() {
        return text;
    }

    @Override
    public long getFileLength() {
        return text.length();
    }

    /** Equal to every text, and every number, that is written with the same characters. */
    @Override
    public boolean equals(Object other) {
        return (other instanceof CharSequence || other instanceof Number) && text.equals(other.toString());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
