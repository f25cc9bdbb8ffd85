package com.beachdo.platform.auth;

import com.beachdo.identity.v1.JsonWebKey;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/** A public key that verifies ES256 signatures and nothing else. */
final class Es256Key {
    private static final int COORDINATE_BYTES = 32;
    private static final Es256 ES256 = Es256.fastest();

    private final PublicKey key;

    private Es256Key(PublicKey key) {
        this.key = key;
    }

    /** Refuses any key that is not for ES256. */
    static Es256Key of(JsonWebKey jwk) throws GeneralSecurityException {
        if (!jwk.getKty().equals("EC")
                || !jwk.getCrv().equals("P-256")
                || !jwk.getAlg().equals("ES256")
                || !(jwk.getUse().isEmpty() || jwk.getUse().equals("sig"))) {
            throw new GeneralSecurityException("not a key for ES256");
        }
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(coordinate(jwk.getX()), coordinate(jwk.getY()));
        ECPublicKeySpec spec = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
        return new Es256Key(ES256.own(KeyFactory.getInstance("EC").generatePublic(spec)));
    }

    boolean verifies(byte[] signed, byte[] signature) {
        return ES256.verifies(key, signed, signature);
    }

    private static BigInteger coordinate(String base64) throws GeneralSecurityException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            if (bytes.length == COORDINATE_BYTES) {
                return new BigInteger(1, bytes);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new GeneralSecurityException("not a coordinate");
    }
}
