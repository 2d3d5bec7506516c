package org.clickrouter.bench;

/** One turn of the main job: an answer comes, is read and stored, and a webhook goes out for six of ten records. */
final class Job {

    /** Turns until its code is compiled. */
    static final int WARM = 3;
    /** Pairs of turns a round. */
    static final int PAIRS = 4;

    private static final int RECORDS = Integer.getInteger("bench.records", 50_000);
    private static final int HOOKS = RECORDS * 60 / 100;

    private final Bench bench;
    private final Api api;
    private final Receiver receiver;
    private final Child child;
    private int turns;

    Job(Bench bench, Api api, Receiver receiver, Child child) {
        this.bench = bench;
        this.api = api;
        this.receiver = receiver;
        this.child = child;
    }

    /** Does it once, with other clicks each time, and adds what it took. */
    void turn(Turns turns) {
        byte[] answer = Records.answer(this.turns * RECORDS, RECORDS);
        this.turns++;
        int sent = this.turns * HOOKS;
        long used = child.cpuMillis();
        api.serve(answer);
        Child.Line read = child.await("records=" + RECORDS + " ");
        Waiting.until(child, () -> receiver.requests() >= sent);
        turns.add(
                (read.at() - api.served()) / 1e9,
                receiver.seconds(api.served(), sent),
                (child.cpuMillis() - used) / 1e3);
        // The marks of the last ones, and the count of the days, belong to no turn.
        Waiting.pause(1_000);
        bench.count("webhooks", sent, receiver.requests());
    }
}
