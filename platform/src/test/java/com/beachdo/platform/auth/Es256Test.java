package com.beachdo.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class Es256Test {
    private static final byte[] TEXT = "header.payload".getBytes(StandardCharsets.US_ASCII);
    private static final List<Es256> BOTH = List.of(Es256.jdk(), Es256.fastest());

    private final KeyPair pair = new TestKey("key").pair;

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void isNativeWhereThereIsALibrary() {
        assertThat(Es256.fastest()).hasToString("Es256[AmazonCorrettoCryptoProvider]");
    }

    @Test
    void eachVerifiesWhatTheOtherSigns() throws GeneralSecurityException {
        for (Es256 signer : BOTH) {
            byte[] signature = signer.sign(signer.own(pair.getPrivate()), TEXT);
            assertThat(signature).hasSize(64);
            for (Es256 verifier : BOTH) {
                assertThat(verifier.verifies(verifier.own(pair.getPublic()), TEXT, signature))
                        .isTrue();
            }
        }
    }

    @Test
    void bothRefuseWhatIsNoSignatureOfTheText() throws GeneralSecurityException {
        byte[] signature = Es256.jdk().sign(pair.getPrivate(), TEXT);
        byte[] order = unsigned(((ECPublicKey) pair.getPublic()).getParams().getOrder());
        List<byte[]> wrong = List.of(
                new byte[64],
                filled(0xff),
                joined(order, order),
                joined(Arrays.copyOf(signature, 32), new byte[32]),
                joined(new byte[32], Arrays.copyOfRange(signature, 32, 64)),
                flipped(signature, 0),
                flipped(signature, 63),
                Arrays.copyOf(signature, 63),
                Arrays.copyOf(signature, 65),
                new byte[0],
                Es256.jdk().sign(new TestKey("other").pair.getPrivate(), TEXT));
        for (Es256 verifier : BOTH) {
            for (byte[] each : wrong) {
                assertThat(verifier.verifies(verifier.own(pair.getPublic()), TEXT, each))
                        .isFalse();
            }
            assertThat(verifier.verifies(verifier.own(pair.getPublic()), new byte[14], signature))
                    .isFalse();
        }
    }

    @Test
    void isTheJdksWhereAProviderKnowsNothingOfIt() {
        assertThat(Es256.orJdk(new Provider("Empty", "1", "no algorithms") {})).isSameAs(Es256.jdk());
    }

    @Test
    void isTheJdksWhereAProviderBelievesEverything() {
        assertThat(Es256.orJdk(new Credulous())).isSameAs(Es256.jdk());
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, 64);
        System.arraycopy(second, 0, both, 32, 32);
        return both;
    }

    private static byte[] flipped(byte[] signature, int at) {
        byte[] other = signature.clone();
        other[at] ^= 1;
        return other;
    }
}
