package org.clickrouter.bench;

import java.util.ArrayList;
import java.util.List;

/** What turns of {@link Job} took. */
final class Turns {

    private final List<Double> read = new ArrayList<>();
    private final List<Double> sent = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();

    /**
     * @param read seconds until the answer is stored
     * @param sent seconds until the last webhook is answered
     * @param cpu processor seconds of the product
     */
    void add(double read, double sent, double cpu) {
        this.read.add(read);
        this.sent.add(sent);
        this.cpu.add(cpu);
    }

    static Table table(Databases.Kind kind, Turns with, Turns without) {
        Table table = new Table(
                "Ten browsers beside the main job on " + kind + ", " + with.read.size() + " turns each, medians",
                "what",
                "without, s",
                "with ten browsers, s",
                ": without");
        row(table, "an answer, read and stored", with.read, without.read);
        row(table, "the same, and its webhooks sent", with.sent, without.sent);
        row(table, "processor seconds for both", with.cpu, without.cpu);
        return table;
    }

    private static void row(Table table, String what, List<Double> with, List<Double> without) {
        double usual = Table.median(without);
        table.row(what, usual, Table.median(with), Table.median(with) / usual);
    }
}
