package com.beachdo.catalog.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextPrintTest {
    private static final String TITLE = "Royal Enfield Classic 350, 2019";
    private static final String DESCRIPTION =
            """
            Single owner, always serviced at the company, new tyres in May. Driven 18,000 km in the city only,
            never raced. Papers and insurance are in order until next summer. Selling because I move abroad.
            """;

    private static Set<Long> bands(TextPrint print) {
        return new HashSet<>(Arrays.asList(print.bands()));
    }

    @Test
    void aTextWithAFewOtherWordsHasCommonBands() {
        TextPrint one = TextPrint.of(TITLE, DESCRIPTION);
        TextPrint copy = TextPrint.of(
                TITLE.toUpperCase(java.util.Locale.ROOT),
                DESCRIPTION.replace("18,000", "17,500").replace("abroad", "to Goa"));
        assertThat(one.percentOf(copy)).isBetween(60, 99);
        assertThat(copy.percentOf(one)).isEqualTo(one.percentOf(copy));
        assertThat(bands(one)).containsAnyElementsOf(bands(copy));
    }

    @Test
    void layoutAndPunctuationDoNotMatter() {
        TextPrint one = TextPrint.of(TITLE, DESCRIPTION);
        TextPrint copy = TextPrint.of(TITLE, DESCRIPTION.replace('\n', ' ').replace(".", " !!"));
        assertThat(one.percentOf(copy)).isEqualTo(100);
        assertThat(copy.bands()).isEqualTo(one.bands());
    }

    @Test
    void anotherTextHasNone() {
        TextPrint one = TextPrint.of(TITLE, DESCRIPTION);
        TextPrint other = TextPrint.of(
                "Wooden dining table with six chairs",
                "Sheesham, bought four years ago from a shop in Jodhpur, a few scratches on the top and one chair wobbles.");
        assertThat(one.percentOf(other)).isZero();
        assertThat(bands(one)).doesNotContainAnyElementsOf(bands(other));
    }

    @Test
    void hindiIsText() {
        String text =
                "यह स्कूटर दो साल पुराना है और बहुत अच्छी हालत में है, सभी कागज़ पूरे हैं, कीमत में थोड़ी बातचीत हो सकती है";
        TextPrint one = TextPrint.of("होंडा एक्टिवा", text);
        assertThat(one.isShort()).isFalse();
        assertThat(one.percentOf(TextPrint.of("होंडा एक्टिवा बिकाऊ", text))).isGreaterThan(70);
    }

    @Test
    void aShortTextSaysTooLittle() {
        TextPrint print = TextPrint.of("iPhone 11", "64 GB, black, in good condition.");
        assertThat(print.isShort()).isTrue();
        assertThat(print.bands()).isEmpty();
    }
}
