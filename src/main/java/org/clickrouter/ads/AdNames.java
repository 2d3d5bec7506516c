package org.clickrouter.ads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.clickrouter.settings.Settings;

/** Names of ads as ads.csv has them, for mails and pages; the file is read again once it has changed. */
public final class AdNames {

    private final Path file;
    private String read = "";
    private AdSpend ads = AdSpend.none();

    public AdNames(Settings settings) {
        this.file = Ads.file(settings, "ads.export");
    }

    /** @return its name; the id itself where the file is not there, cannot be read or does not name it */
    public synchronized String of(String id) {
        String now = state();
        if (!now.equals(read)) {
            read = now;
            try {
                ads = AdsFile.read(file);
            } catch (IllegalArgumentException e) {
                // The page Ads and `click-router ads` say what is wrong; a mail goes without names.
                ads = AdSpend.none();
            }
        }
        return ads.ad(id.strip()).map(AdSpend.Ad::name).orElse(id);
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
