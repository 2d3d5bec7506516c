package org.clickrouter.ads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;

/**
 * ads.csv as it stands in its folder. A year of many ads takes half a second to read: it is read once it has changed.
 */
public final class AdsExport {

    private final Path file;
    private final List<String> operations;
    private String state = "";
    private AdSpend read = AdSpend.none();

    public AdsExport(Settings settings) {
        this.file = settings.home().resolve(settings.get("ads.export"));
        this.operations =
                settings.operations().stream().map(OperationSettings::name).toList();
    }

    /** @return what it says; of one that cannot be read nothing but why */
    public synchronized AdSpend read() {
        String now = state();
        if (!now.equals(state)) {
            read = AdsFile.told(file);
            read.operations().forEach((name, line) -> {
                if (!operations.contains(name)) {
                    read.problem(file.getFileName() + ":" + line + ": operation = " + name
                            + ": there is none of this name; there are " + String.join(", ", operations));
                }
            });
            state = now;
        }
        return read;
    }

    /** @return an ad's name; the id itself where the file is not there, cannot be read or does not name it */
    public String name(String id) {
        return read().ad(id.strip()).map(AdSpend.Ad::name).orElse(id);
    }

    private String state() {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.lastModifiedTime() + " " + seen.size();
        } catch (IOException e) {
            return "none";
        }
    }
}
