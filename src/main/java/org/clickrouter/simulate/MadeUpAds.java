package org.clickrouter.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Eight ads, of which some sell and some only cost. */
public final class MadeUpAds {

    /** Their campaigns and names, as an ads manager would have them. */
    private static final List<Ad> ALL = List.of(
            new Ad("120210000000000101", "Día de la Madre 💐 video", "Temporada", 20, 0.34, 38_000),
            new Ad("120210000000000102", "Día de la Madre 💐 foto", "Temporada", 14, 0.18, 30_000),
            new Ad("120210000000000103", "Crédito fácil ✅", "Crédito", 25, 0.05, 60_000),
            new Ad("120210000000000104", "Crédito en 24 horas", "Crédito", 10, 0.22, 21_000),
            new Ad("120210000000000105", "Cita odontológica 😁", "Salud", 12, 0.12, 18_000),
            new Ad("120210000000000106", "Blanqueamiento 2x1", "Salud", 8, 0.28, 26_000),
            new Ad("120210000000000107", "Promoción-Medellín-🎉", "Marca", 8, 0.02, 40_000),
            new Ad("120210000000000108", "Bogotá-Niños", "Marca", 3, 0.10, 9_000));

    private MadeUpAds() {}

    /**
     * @param weight how many clicks it brings beside the others
     * @param sells part of its coded clicks that are sales
     * @param daily what it costs a day
     */
    record Ad(String id, String name, String campaign, int weight, double sells, int daily) {}

    static Ad pick(Random random) {
        int at = random.nextInt(ALL.stream().mapToInt(Ad::weight).sum());
        for (Ad ad : ALL) {
            at -= ad.weight;
            if (at < 0) {
                return ad;
            }
        }
        throw new IllegalStateException("weights are above 0");
    }

    /** The export of their ads manager, in Spanish, a row a day and ad. */
    public static String export(LocalDate from, LocalDate to) {
        StringBuilder csv = new StringBuilder(
                "Identificador del anuncio;Nombre del anuncio;Nombre de la campaña;Importe gastado (COP);Día\n");
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            for (Ad ad : ALL) {
                csv.append(String.join(";", ad.id, ad.name, ad.campaign, ad.daily + ",00", day.toString()))
                        .append('\n');
            }
        }
        return csv.toString();
    }
}
