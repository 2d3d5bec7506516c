package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.clickrouter.testing.RunningJar.PATIENCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.RunningJar;
import org.clickrouter.testing.Store;

/** Packaged products on one store, which a test launches, freezes, wakes and kills. */
final class Instances implements AutoCloseable {

    private final Path folder;
    private final Store store;
    private final List<RunningJar> running = new ArrayList<>();
    private final List<Home> homes = new ArrayList<>();

    Instances(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    RunningJar launch(Outside outside) throws IOException {
        return launch(outside, home -> home);
    }

    RunningJar launch(Outside outside, UnaryOperator<Home> more) throws IOException {
        Path own = Files.createDirectory(folder.resolve("instance-" + running.size()));
        Home home = more.apply(outside.settle(new Home(own))
                .store(store)
                .with("poll.period", "500ms")
                .with("wolkvox.timeout", "2s"));
        homes.add(home);
        RunningJar instance = RunningJar.launch(home.write().folder(), RunningJar.QUICK_START, "run");
        running.add(instance);
        return instance;
    }

    void serving() {
        running.forEach(RunningJar::serving);
    }

    /** Launches those again that are no longer alive, once there are such. */
    void replaceDead() {
        await().atMost(PATIENCE).until(() -> running.stream().anyMatch(instance -> !instance.isAlive()));
        for (int i = 0; i < running.size(); i++) {
            if (!running.get(i).isAlive()) {
                running.set(i, RunningJar.launch(homes.get(i).folder(), RunningJar.QUICK_START, "run"));
            }
        }
    }

    /** @param signal such as {@code -STOP}, which makes a process stand still until {@code -CONT} */
    static void signal(String signal, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(process))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() {
        running.forEach(RunningJar::close);
    }
}
