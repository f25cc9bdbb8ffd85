package com.beachdo.launcher.chat;

import com.beachdo.launcher.chat.History.Ended;
import com.beachdo.launcher.chat.History.Event;
import com.beachdo.launcher.chat.History.Fault;
import com.beachdo.launcher.chat.History.Invoke;
import com.beachdo.launcher.chat.History.Outcome;
import com.beachdo.launcher.chat.History.Receipt;
import com.beachdo.launcher.chat.History.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds in a history what must not be. The last thing each device showed, and what the server has at the end, are held
 * against what was asked and answered.
 */
final class HistoryChecker {
    private final Map<String, Invoke> invoked = new HashMap<>();
    private final Map<String, Ended> ended = new HashMap<>();
    private final Map<String, Long> lastOk = new HashMap<>();
    private final Map<String, List<Shown>> shown = new HashMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /** What the server has at the end of a room, in the order it lists it. */
    record Final(String chatId, List<Shown> messages, List<Receipt> receipts) {}

    private HistoryChecker() {}

    /** @param devices every device that took part, by the room it shows */
    static List<String> check(List<Event> history, List<Final> finals, Map<String, String> devices) {
        HistoryChecker checker = new HistoryChecker();
        history.forEach(checker::take);
        for (Final last : finals) {
            checker.compare(last);
            devices.forEach((device, chatId) -> {
                if (chatId.equals(last.chatId())) {
                    checker.compare(device, last);
                }
            });
        }
        return checker.violations;
    }

    private void take(Event event) {
        if (event instanceof Invoke invoke) {
            if (invoked.put(key(invoke.chatId(), invoke.senderId(), invoke.clientMessageId()), invoke) != null) {
                violations.add("the trial itself invoked twice: " + invoke);
            }
        } else if (event instanceof Ended end) {
            take(end);
        } else if (event instanceof Shown one) {
            take(one);
        } else if (event instanceof Receipt receipt) {
            take(receipt);
        } else if (!(event instanceof Fault)) {
            throw new IllegalStateException("unknown " + event);
        }
    }

    private void take(Ended end) {
        Ended before = ended.put(key(end.chatId(), end.senderId(), end.clientMessageId()), end);
        if (before != null && before.outcome() == Outcome.OK && before.seq() != end.seq()) {
            violations.add("answered differently: " + before + " then " + end);
        }
        if (end.outcome() == Outcome.OK) {
            // a sender waits for each answer before sending the next
            long last = lastOk.merge(end.chatId() + end.senderId(), end.seq(), Math::max);
            if (last > end.seq()) {
                violations.add("out of order for its sender: " + end + " after seq " + last);
            }
        }
    }

    private void take(Shown one) {
        List<Shown> before = shown.computeIfAbsent(one.device(), ignored -> new ArrayList<>());
        if (one.seq() != before.size() + 1) {
            violations.add((one.seq() <= before.size() ? "shown twice or out of order: " : "gap before: ") + one);
        }
        before.add(one);
    }

    private void take(Receipt receipt) {
        Receipt before = receipts.put(receipt.device() + " " + receipt.chatId() + receipt.userId(), receipt);
        if (before != null
                && (before.readSeq() > receipt.readSeq() || before.deliveredSeq() > receipt.deliveredSeq())) {
            violations.add("a receipt went back: " + before + " then " + receipt);
        }
        if (receipt.readSeq() > receipt.deliveredSeq()) {
            violations.add("read but not delivered: " + receipt);
        }
    }

    private void compare(Final last) {
        Map<String, Long> stored = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (int at = 0; at < last.messages().size(); at++) {
            Shown message = last.messages().get(at);
            String id = key(message.chatId(), message.senderId(), message.clientMessageId());
            Invoke asked = invoked.get(id);
            if (message.seq() != at + 1) {
                violations.add("the server's seq has a gap: " + message + " at place " + (at + 1));
            }
            if (!ids.add(id)) {
                violations.add("stored twice: " + message);
            }
            if (asked == null || !asked.text().equals(message.text())) {
                violations.add("nobody sent this: " + message);
            }
            stored.put(id, message.seq());
        }
        ended.forEach((id, end) -> {
            if (!end.chatId().equals(last.chatId())) {
                return;
            }
            Long seq = stored.get(id);
            if (end.outcome() == Outcome.OK && (seq == null || seq != end.seq())) {
                violations.add("acknowledged and lost: " + end + ", stored at " + seq);
            } else if (end.outcome() == Outcome.FAIL && seq != null) {
                violations.add("refused and stored all the same: " + end);
            }
        });
        for (Receipt receipt : last.receipts()) {
            receipts.values().stream()
                    .filter(one -> one.chatId().equals(receipt.chatId())
                            && one.userId().equals(receipt.userId())
                            && (one.readSeq() > receipt.readSeq() || one.deliveredSeq() > receipt.deliveredSeq()))
                    .forEach(one -> violations.add("a receipt was lost: " + one + ", at the end " + receipt));
        }
    }

    private void compare(String device, Final last) {
        List<Shown> seen = shown.getOrDefault(device, List.of());
        if (seen.size() != last.messages().size()) {
            violations.add(
                    device + " shows " + seen.size() + " of " + last.messages().size());
        }
        for (int at = 0; at < Math.min(seen.size(), last.messages().size()); at++) {
            Shown one = seen.get(at);
            Shown stored = last.messages().get(at);
            if (!one.clientMessageId().equals(stored.clientMessageId())
                    || !one.senderId().equals(stored.senderId())
                    || !one.text().equals(stored.text())) {
                violations.add("shows something else: " + one + ", stored " + stored);
            }
        }
    }

    private static String key(String chatId, String senderId, String clientMessageId) {
        return chatId + " " + senderId + " " + clientMessageId;
    }
}
