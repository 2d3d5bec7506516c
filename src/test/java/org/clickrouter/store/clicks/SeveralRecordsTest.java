package org.clickrouter.store.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.clickrouter.report.Click;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One chat that stands in an answer twice, with two agents or codes, and reads that were cut. */
@ParameterizedClass
@EnumSource
class SeveralRecordsTest extends StoreTest {

    @Test
    void twoCodesInOneAnswerAreTwoRevisionsAndAnotherOrderIsNoNews() {
        assertThat(read("A@1", "B@2")).containsExactly("A/1", "B/2");

        assertThat(read("B@2", "A@1")).isEmpty();
        assertThat(read("A@1", "B@2")).isEmpty();

        assertThat(view().revisions().count()).isEqualTo(2);
        assertThat(view().deliveries().count()).isEqualTo(2);
    }

    @Test
    void oneOfTheTwoRecodedIsExactlyOneRevision() {
        read("A@1", "B@2");

        assertThat(read("C@1", "B@2")).containsExactly("C/3");
        assertThat(read("B@2", "C@1")).isEmpty();
        assertThat(read("C@1", "D@2")).containsExactly("D/4");
        assertThat(read("D@2", "C@1")).isEmpty();
    }

    @Test
    void duplicatesInOneChunkAndAcrossChunksAreTakenOnce() {
        assertThat(read("A", "A", "A")).containsExactly("A/1");
        assertThat(read(clicks("A"), clicks("A"))).isEmpty();
        assertThat(read(clicks("B@1", "B@2"), clicks("B@1"), clicks("A", "B@2")))
                .containsExactly("B/2");
        assertThat(read(clicks("B@2"), clicks("A", "B@1"))).isEmpty();
    }

    @Test
    void aNewChatSplitOverChunksIsRoutedOnceForEachCode() {
        assertThat(read(clicks(""), clicks("A@1"), clicks("B@2", "A@1"))).containsExactly("/0", "A/1", "B/2");
        assertThat(view().clicks().count()).isEqualTo(1);
    }

    @Test
    void aBlankTwinTakesNoCodeAway() {
        assertThat(read("A@1", "@2")).containsExactly("A/1");
        assertThat(read("@2", "A@1")).isEmpty();
        assertThat(view().clicks().codes()).containsValue("A");
    }

    @Test
    void aRecordThatHasGoneFromTheAnswerIsForgottenSoThatItsCodeMayComeBackAsNews() {
        read("A@1", "B@2");
        read("B@2");

        assertThat(read("A@1", "B@2")).containsExactly("A/3");
    }

    @Test
    void aCutReadFollowedByOneInAnotherOrderSendsNothingTwice() {
        read("A@1", "B@2");

        assertThat(cut(clicks("C@1"))).containsExactly("C/3");
        assertThat(read(clicks("B@2"), clicks("C@1"))).isEmpty();
        assertThat(read("C@1", "B@2")).isEmpty();
    }

    @Test
    void aReadCutTwiceSendsNothingTwice() {
        read("A@1", "B@2");

        assertThat(cut(clicks("C@1"))).containsExactly("C/3");
        assertThat(cut(clicks("B@2"), clicks("C@1"))).isEmpty();
        assertThat(read(clicks("C@1"), clicks("B@2"))).isEmpty();
    }

    @Test
    void anotherWindowReadToItsEndBetweenACutReadAndItsRepeatChangesNothing() {
        read("A@1", "B@2");
        assertThat(cut(clicks("C@1"))).containsExactly("C/3");
        read(List.of(click("other", "X")));

        assertThat(read(clicks("B@2"), clicks("C@1")))
                .as("B was there before the cut read")
                .isEmpty();
    }

    @Test
    void afterTheRepeatOfACutReadWhatWasThereBeforeItIsNewsAgain() {
        read("A");
        assertThat(cut(clicks("B"))).containsExactly("B/2");
        read("B");

        assertThat(read("A")).containsExactly("A/3");
    }

    @Test
    void aReadCutBeforeItsFirstChunkWasStoredLeavesNothing() {
        read("A");
        ReportRead cut = begin();
        store.compare(cut, List.<Click>of(click("B")), false);

        assertThat(read("B")).containsExactly("B/2");
        assertThat(read("A")).containsExactly("A/3");
    }

    @Test
    void aCodeThatACutReadBroughtAndThatHasGoneSinceIsGoneBackFrom() {
        assertThat(read("A")).containsExactly("A/1");
        assertThat(cut(clicks("B"))).containsExactly("B/2");

        assertThat(read("A")).as("the answer holds no B any more").containsExactly("A/3");
        assertThat(read("A")).isEmpty();
        assertThat(view().clicks().codes()).containsValue("A");
    }

    @Test
    void aCodeThatACutReadBroughtAndThatIsStillThereStays() {
        assertThat(read("A")).containsExactly("A/1");
        assertThat(cut(clicks("B@9"))).containsExactly("B/2");

        assertThat(read(clicks("A"), clicks("B@9")))
                .as("a transfer: both records are there")
                .isEmpty();
        assertThat(view().clicks().codes()).containsValue("B");
    }
}
