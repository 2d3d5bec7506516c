package org.clickrouter.ads;

/**
 * A part of a whole, with the interval in which the true part lies with 95 % (Wilson): 2 of 3 say little.
 *
 * @param hits how many
 * @param of of how many
 * @param share 0 to 1; null of none
 * @param low end of the interval
 * @param high end of the interval
 */
public record Share(long hits, long of, Double share, Double low, Double high) {

    private static final double Z = 1.959964;

    public static Share of(long hits, long of) {
        if (of == 0) {
            return new Share(hits, 0, null, null, null);
        }
        double share = (double) hits / of;
        double square = Z * Z / of;
        double middle = (share + square / 2) / (1 + square);
        double half = Z / (1 + square) * Math.sqrt(share * (1 - share) / of + square / of / 4);
        return new Share(hits, of, share, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
