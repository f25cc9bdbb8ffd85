package com.beachdo.identity.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchTest {
    @ParameterizedTest
    @CsvSource({
        "Asha Patil, Asha Patil, 100",
        "asha PATIL, Patil Asha, 100",
        "Dr. Asha Patil, Smt Asha Patil, 100",
        "Áshá Patil, Asha Patil, 100",
        "Ramkumar, Ram Kumar, 100",
        "O'Brien Sam, Obrien Sam, 100",
        "Mohd Arif Khan, Mohammad Arif Khan, 100",
    })
    void sameNamesScoreFull(String account, String document, int score) {
        assertThat(NameMatch.score(account, document)).isEqualTo(score);
        assertThat(NameMatch.score(document, account)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "R. Kumar, Ravi Kumar",
        "Karthik S, Karthik Subramanian",
        "S. Karthik, Karthik Subramanian",
        "R.K. Narayan, Rasipuram Krishnaswami Narayan",
        "RK Narayan, Rasipuram Krishnaswami Narayan",
        "Asha Verma, Asha Rani Verma",
        "Asha Verma, Asha Rani Kumari Verma",
        "Seeta Laxmi, Sita Lakshmi",
        "Vishwas Choudhary, Viswas Chowdhari",
        "Poonam Kaur, Punam Kour",
    })
    void oneAndTheSamePersonIsEnough(String account, String document) {
        assertThat(NameMatch.score(account, document)).isBetween(NameMatch.ENOUGH, 99);
        assertThat(NameMatch.score(document, account)).isEqualTo(NameMatch.score(account, document));
    }

    @ParameterizedTest
    @CsvSource({
        "Ravi Kumar, Rajesh Kumar",
        "Ravi Kumar, Ravi Sharma",
        "Asha, Asha Verma",
        "Kumar, Ravi Kumar",
        "R K, Ravi Kumar",
        "RK, Ravi Kumar",
        "R, Ravi",
        "Asha Verma, Neha Gupta",
        "Dr, Smt",
        "42, Ravi Kumar",
        "'', Ravi Kumar",
    })
    void anotherPersonOrTooLittleIsNot(String account, String document) {
        assertThat(NameMatch.score(account, document)).isBetween(0, NameMatch.ENOUGH - 1);
        assertThat(NameMatch.score(document, account)).isBetween(0, NameMatch.ENOUGH - 1);
    }

    @Test
    void aNameFullOfLettersTakesNoTime() {
        assertThat(NameMatch.score("a ".repeat(40), "b".repeat(20_000))).isZero();
    }
}
