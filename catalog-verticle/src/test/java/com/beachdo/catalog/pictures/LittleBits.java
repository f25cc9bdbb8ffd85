package com.beachdo.catalog.pictures;

import java.util.BitSet;

/** Writes numbers bit by bit, the lowest first. */
final class LittleBits {
    private final BitSet bits = new BitSet();
    private int length;

    LittleBits put(int value, int count) {
        for (int i = 0; i < count; i++) {
            bits.set(length++, (value >> i & 1) == 1);
        }
        return this;
    }

    byte[] toBytes() {
        byte[] bytes = new byte[(length + 7) / 8];
        byte[] set = bits.toByteArray();
        System.arraycopy(set, 0, bytes, 0, set.length);
        return bytes;
    }
}
