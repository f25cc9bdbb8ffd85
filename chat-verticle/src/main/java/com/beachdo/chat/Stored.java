package com.beachdo.chat;

import com.beachdo.chat.v1.Message;

/**
 * A message as it is stored.
 *
 * @param since the room's change_seq before this call changed it
 * @param changeSeq the room's change_seq after it; equals {@code since} when nothing changed
 * @param hidden whether only its sender is to see it
 */
record Stored(Message message, Members members, long since, long changeSeq, boolean hidden) {
    static Stored unchanged(Message message, Members members) {
        return new Stored(message, members, 0, 0, false);
    }

    Stored with(Message shown) {
        return new Stored(shown, members, since, changeSeq, hidden);
    }

    boolean isChanged() {
        return changeSeq > since;
    }
}
