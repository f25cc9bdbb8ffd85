package com.beachdo.forum.push;

import com.interaso.webpush.VapidKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** Keys of the curve of Web Push, as they are written there. */
final class P256 {
    static final int COORDINATE_BYTES = 32;

    private static final int POINT_BYTES = 1 + 2 * COORDINATE_BYTES;
    private static final byte UNCOMPRESSED = 4;
    private static final BigInteger PRIME =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger A = PRIME.subtract(BigInteger.valueOf(3));
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final byte[] PROBE = {1, 2, 3};

    private P256() {}

    /** Of base64url; none when it is not that. */
    static byte[] bytes(String base64url) {
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Whether these are an uncompressed point on the curve. */
    static boolean isPoint(byte[] bytes) {
        if (bytes.length != POINT_BYTES || bytes[0] != UNCOMPRESSED) {
            return false;
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE_BYTES, POINT_BYTES));
        return x.compareTo(PRIME) < 0
                && y.compareTo(PRIME) < 0
                && y.multiply(y)
                        .mod(PRIME)
                        .equals(x.multiply(x)
                                .multiply(x)
                                .add(A.multiply(x))
                                .add(B)
                                .mod(PRIME));
    }

    /** Whether what one key signs the other verifies. */
    static boolean isPair(VapidKeys keys) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivateKey());
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(keys.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
