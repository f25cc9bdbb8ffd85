package com.beachdo.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.launcher.chat.History.Ended;
import com.beachdo.launcher.chat.History.Event;
import com.beachdo.launcher.chat.History.Invoke;
import com.beachdo.launcher.chat.History.Outcome;
import com.beachdo.launcher.chat.History.Receipt;
import com.beachdo.launcher.chat.History.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing must not be one that can find nothing. */
class HistoryCheckerTest {
    private final List<Event> history = new ArrayList<>(List.of(
            invoke("c1"),
            ended(Outcome.OK, "c1", 1),
            shown(1, "c1"),
            invoke("c2"),
            ended(Outcome.OK, "c2", 2),
            shown(2, "c2"),
            receipt(1, 1),
            receipt(2, 2)));
    private final List<Shown> stored = new ArrayList<>(List.of(shown(1, "c1"), shown(2, "c2")));

    @Test
    void findsNothingWrongWithWhatIsRight() {
        assertThat(check()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedMessageThatIsLost() {
        stored.remove(1);
        assertThat(check()).anyMatch(found -> found.startsWith("acknowledged and lost"));
    }

    @Test
    void findsOneThatIsStoredTwice() {
        stored.add(shown(3, "c1"));
        assertThat(check()).anyMatch(found -> found.startsWith("stored twice"));
    }

    @Test
    void findsOneThatNobodySent() {
        stored.add(shown(3, "c3"));
        assertThat(check()).anyMatch(found -> found.startsWith("nobody sent this"));
    }

    @Test
    void findsGapsOfTheServer() {
        stored.set(1, shown(3, "c2"));
        assertThat(check()).anyMatch(found -> found.startsWith("the server's seq has a gap"));
    }

    @Test
    void findsWhatWasShownTwiceOutOfOrderOrNotAtAll() {
        history.add(shown(2, "c2"));
        assertThat(check()).anyMatch(found -> found.startsWith("shown twice or out of order"));
        history.remove(shown(2, "c2"));
        history.remove(shown(2, "c2"));
        assertThat(check()).containsExactly("phone shows 1 of 2");
        history.remove(shown(1, "c1"));
        history.add(shown(2, "c2"));
        assertThat(check()).anyMatch(found -> found.startsWith("gap before"));
    }

    @Test
    void findsTwoAnswersToOneSend() {
        history.add(ended(Outcome.OK, "c1", 2));
        assertThat(check()).anyMatch(found -> found.startsWith("answered differently"));
    }

    @Test
    void findsAnswersOutOfOrder() {
        history.add(invoke("c3"));
        history.add(ended(Outcome.OK, "c3", 1));
        assertThat(check()).anyMatch(found -> found.startsWith("out of order for its sender"));
    }

    @Test
    void findsARefusedMessageThatIsStored() {
        history.set(4, ended(Outcome.FAIL, "c2", 0));
        assertThat(check()).anyMatch(found -> found.startsWith("refused and stored"));
    }

    @Test
    void letsAnUnknownOneBeThereOrNot() {
        history.set(4, ended(Outcome.INFO, "c2", 0));
        assertThat(check()).isEmpty();
        history.remove(shown(2, "c2"));
        stored.remove(1);
        assertThat(check()).isEmpty();
    }

    @Test
    void findsReceiptsThatGoBackOrAreLost() {
        history.add(receipt(1, 2));
        assertThat(check()).anyMatch(found -> found.startsWith("a receipt went back"));
        history.set(history.size() - 1, receipt(3, 3));
        assertThat(check()).containsExactly("a receipt was lost: " + receipt(3, 3) + ", at the end " + receipt(2, 2));
    }

    private List<String> check() {
        return HistoryChecker.check(
                history,
                List.of(new HistoryChecker.Final("chat", stored, List.of(receipt(2, 2)))),
                Map.of("phone", "chat"));
    }

    private static Invoke invoke(String id) {
        return new Invoke("chat", "asha", id, "text of " + id);
    }

    private static Ended ended(Outcome outcome, String id, long seq) {
        return new Ended(outcome, "chat", "asha", id, seq, "");
    }

    private static Shown shown(long seq, String id) {
        return new Shown("phone", "chat", seq, "asha", id, "text of " + id);
    }

    private static Receipt receipt(long read, long delivered) {
        return new Receipt("phone", "chat", "ravi", read, delivered);
    }
}
