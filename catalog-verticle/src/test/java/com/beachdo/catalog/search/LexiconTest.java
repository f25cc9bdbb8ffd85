package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private final Lexicon lexicon = new Lexicon();

    private List<String> widened(String text, boolean wide) {
        return List.of(lexicon.widen(text, wide).split(" or "));
    }

    @Test
    void wordsInHindiAreLookedForInBothScriptsAndInEnglish() {
        assertThat(widened("साइकिल", false)).startsWith("साइकिल").contains("cycle", "bicycle", "saikil");
        assertThat(widened("Saikil", false)).startsWith("Saikil").contains("cycle", "साइकिल");
    }

    @Test
    void wordsInEnglishAreLookedForInHindiWhenThereIsLittle() {
        assertThat(lexicon.widen("office chairs", false)).isEqualTo("office chairs");
        assertThat(widened("chairs", true)).startsWith("chairs").contains("कुर्सी");
    }

    @Test
    void wordsThatTellNothingAreLeftOut() {
        assertThat(widened("kitab chahiye", false)).startsWith("kitab").contains("book");
        assertThat(lexicon.widen("sasta ka", false)).isEqualTo("sasta ka");
    }

    @Test
    void bothFormsOfALetterAreOne() {
        assertThat(widened("\u0938\u093e\u095c\u0940", false)).contains("saree");
    }

    @Test
    void severalWordsStayTogetherInABoundedNumberOfCombinations() {
        List<String> combinations = widened("bachon ki saikil", true);
        assertThat(combinations).hasSizeBetween(2, 16).contains("kids cycle").allMatch(one -> one.contains(" "));
    }

    @Test
    void searchesWithOperatorsStayAsTheyAre() {
        for (String text : List.of("saikil -hero", "\"saikil\"", "saikil or kursi", "violin")) {
            assertThat(lexicon.widen(text, true)).isEqualTo(text);
        }
    }
}
