package com.beachdo.platform.auth;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs and verifies ES256: by native code, which takes a tenth of the time, where it can be loaded and agrees with the
 * JDK, and by the JDK everywhere else.
 */
public final class Es256 {
    private static final Logger LOG = LoggerFactory.getLogger(Es256.class);
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final int SIGNATURE_BYTES = 64;
    private static final Es256 JDK = new Es256(null);

    private final @Nullable Provider provider;

    private Es256(@Nullable Provider provider) {
        this.provider = provider;
    }

    public static Es256 jdk() {
        return JDK;
    }

    /** Takes a moment when it is asked for the first time. */
    public static Es256 fastest() {
        return Fastest.ES256;
    }

    /** Loaded when first asked for. */
    private static final class Fastest {
        private static final Es256 ES256 = load();

        private static Es256 load() {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            Throwable failure = provider.getLoadingError();
            if (failure != null) {
                LOG.info("access tokens are signed by the JDK: no native library here ({})", failure.getMessage());
                return JDK;
            }
            return orJdk(provider);
        }
    }

    /** By a provider if it does what the JDK does, otherwise by the JDK. */
    static Es256 orJdk(Provider provider) {
        Es256 candidate = new Es256(provider);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            PublicKey publicKey = candidate.own(pair.getPublic());
            byte[] text = "both must agree".getBytes(StandardCharsets.US_ASCII);
            byte[] other = "both must refuse".getBytes(StandardCharsets.US_ASCII);
            byte[] signature = candidate.sign(candidate.own(pair.getPrivate()), text);
            if (JDK.verifies(pair.getPublic(), text, signature)
                    && candidate.verifies(publicKey, text, JDK.sign(pair.getPrivate(), text))
                    && !candidate.verifies(publicKey, other, signature)
                    && !candidate.verifies(publicKey, text, new byte[SIGNATURE_BYTES])) {
                LOG.info("access tokens are signed by {}", provider.getName());
                return candidate;
            }
            LOG.warn("access tokens are signed by the JDK: {} does not agree with it", provider.getName());
        } catch (GeneralSecurityException | RuntimeException e) {
            LOG.warn("access tokens are signed by the JDK: {} does not work here", provider.getName(), e);
        }
        return JDK;
    }

    /** A key in the form that using it again and again is fast with. */
    public PrivateKey own(PrivateKey key) throws GeneralSecurityException {
        return (PrivateKey) translated(key);
    }

    public PublicKey own(PublicKey key) throws GeneralSecurityException {
        return (PublicKey) translated(key);
    }

    private Key translated(Key key) throws GeneralSecurityException {
        return provider == null ? key : KeyFactory.getInstance("EC", provider).translateKey(key);
    }

    public byte[] sign(PrivateKey key, byte[] text) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean verifies(PublicKey key, byte[] text, byte[] signed) {
        if (signed.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(ALGORITHM) : Signature.getInstance(ALGORITHM, provider);
    }

    @Override
    public String toString() {
        return "Es256[" + (provider == null ? "JDK" : provider.getName()) + "]";
    }
}
