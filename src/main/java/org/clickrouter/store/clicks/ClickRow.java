package org.clickrouter.store.clicks;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.clickrouter.report.Click;

/** A click as stored, and what a record read again does to it. */
final class ClickRow {

    /** What a record did to its click. */
    enum Effect {
        /** nothing is new */
        NONE,
        /** other fields, or a known code: stored, not routed */
        UPDATED,
        /** a click or a code not seen before: stored and routed */
        ROUTED
    }

    final UUID id;
    final boolean isNew;
    String code;
    int revision;
    /** Whether its current revision was first seen now, or is routed now. */
    boolean revised;

    long hash;
    long read;
    Set<Variant> variants;
    Set<Variant> before;
    boolean changed;
    boolean coded;
    boolean history;

    private ClickRow(
            UUID id,
            boolean isNew,
            String code,
            int revision,
            long hash,
            long read,
            Set<Variant> variants,
            Set<Variant> before,
            boolean coded) {
        this.id = id;
        this.isNew = isNew;
        this.code = code;
        this.revision = revision;
        this.hash = hash;
        this.read = read;
        this.variants = variants;
        this.before = before;
        this.coded = coded;
    }

    /** A click seen for the first time: revision 1 with a code, 0 without. */
    static ClickRow first(Click click, long read, RoutingMode rules) {
        boolean coded = !rules.uncoded().contains(click.code());
        ClickRow row = new ClickRow(
                click.id(),
                true,
                click.code(),
                coded ? 1 : 0,
                click.contentHash(),
                read,
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                coded);
        row.variants.add(variant(click));
        row.history = rules.routing() == RoutingMode.Routing.NO_HISTORY;
        return row;
    }

    static ClickRow stored(
            UUID id,
            String code,
            int revision,
            long hash,
            long read,
            String variants,
            String before,
            boolean coded,
            boolean history) {
        Set<Variant> known = Variant.decode(variants);
        if (known.isEmpty()) {
            known.add(new Variant(oneLine(code), hash));
        }
        ClickRow row = new ClickRow(id, false, code, revision, hash, read, known, Variant.decode(before), coded);
        row.history = history;
        return row;
    }

    /**
     * Takes in a record of this identity.
     *
     * @param readNow number of the read under way
     * @param cutReads numbers of the reads that wrote and never came to their end: what they wrote is not all that the
     *     answer held
     * @param seen what the answer under way has held so far
     */
    Effect take(Click click, long readNow, Set<Long> cutReads, AnswerFingerprints seen, Set<String> uncoded) {
        Variant variant = variant(click);
        boolean sameRead = read == readNow;
        boolean cutRead = !sameRead && cutReads.contains(read);
        boolean stored = variants.contains(variant);
        if (stored && !(cutRead && !before.isEmpty())) {
            return Effect.NONE;
        }
        Set<Variant> known = new LinkedHashSet<>(variants);
        if (sameRead || cutRead) {
            known.addAll(before);
        }
        if (!sameRead) {
            before = new LinkedHashSet<>(known);
            variants = seen.of(id, variants);
            read = readNow;
        }
        boolean codedHere = variants.stream().anyMatch(v -> !uncoded.contains(v.code()));
        variants.add(variant);
        changed = true;
        if (stored) {
            // The repeat of a cut read: from its end on, what was there before the cut read no longer counts.
            return Effect.NONE;
        }
        boolean blank = uncoded.contains(click.code());
        if (click.code().equals(code)) {
            hash = click.contentHash();
            return Effect.UPDATED;
        }
        if (Variant.anyWithCode(known, variant.code()) || blank && codedHere) {
            // Another record of the same chat, which had this code before: the current one stays if the answer holds
            // it, too.
            return Effect.UPDATED;
        }
        become(click, blank && uncoded.contains(code));
        coded |= !blank;
        return Effect.ROUTED;
    }

    /** Takes a click's code. */
    private void become(Click click, boolean sameRevision) {
        if (!sameRevision) {
            revision++;
        }
        code = click.code();
        hash = click.contentHash();
    }

    /** @return the record that has the current code */
    Variant current() {
        return new Variant(oneLine(code), hash);
    }

    /**
     * At the end of an answer that held other records of this click and not the current one: it has gone back to one
     * that it had.
     */
    Effect goBack(Click click, Set<String> uncoded) {
        boolean sameCode = click.code().equals(code);
        become(click, sameCode || uncoded.contains(click.code()) && uncoded.contains(code));
        changed = true;
        return sameCode ? Effect.UPDATED : Effect.ROUTED;
    }

    /** It went through the routing file: history no more. */
    void routed() {
        changed |= history;
        history = false;
    }

    /** @return what to store as variants: nothing where the current record says it all */
    String encodedVariants() {
        return variants.size() == 1 && variants.contains(current()) ? null : Variant.encode(variants);
    }

    static Variant variant(Click click) {
        return new Variant(oneLine(click.code()), click.contentHash());
    }

    private static String oneLine(String code) {
        return code.replace('\n', ' ');
    }
}
