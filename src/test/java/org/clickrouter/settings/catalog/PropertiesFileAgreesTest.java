package org.clickrouter.settings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.check.SettingsCheck;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.junit.jupiter.api.Test;

/** The shipped application.properties is the catalog on paper. */
class PropertiesFileAgreesTest {

    private static final Path SHIPPED = Path.of("application.properties");
    private static final List<String> SET_BY_EVERYONE =
            List.of("wolkvox.server", "wolkvox.token", "webhook.url", "webhook.codes");

    @Test
    void theShippedFileListsEachKeyOnceUnderItsCommentWithItsDefaultAndNoOther() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED);
        List<String> fromFirstGroup = lines.subList(
                lines.indexOf("### " + SettingsCatalog.all().get(0).group()), lines.size());

        assertThat(fromFirstGroup).containsExactlyElementsOf(catalogOnPaper());
    }

    @Test
    void theShippedFileHasNoUnknownKeyAndLacksOnlyWhatEveryoneMustSet() {
        Settings settings = Settings.load(Path.of("").toAbsolutePath(), Map.of(), new Properties(), Map.of());

        assertThat(SettingsCheck.run(settings))
                .extracting(Problem::key)
                .containsExactly("wolkvox.server", "wolkvox.token");
    }

    private static List<String> catalogOnPaper() {
        List<String> lines = new ArrayList<>();
        String group = "";
        for (Setting setting : SettingsCatalog.all()) {
            if (!setting.group().equals(group)) {
                if (!group.isEmpty()) {
                    lines.add("");
                }
                group = setting.group();
                lines.add("### " + group);
            }
            lines.add("# " + setting.comment());
            lines.add((SET_BY_EVERYONE.contains(setting.key()) ? "" : "#") + setting.key() + "="
                    + setting.defaultValue());
        }
        return lines;
    }
}
