package com.beachdo.identity.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what authenticators say: our challenge, our pages, our domain, a user who was there and verified, a signature by
 * the key, and a counter that went on. Which make an authenticator is of does not matter.
 */
public final class Ceremony {
    /** ES256, EdDSA and RS256. */
    public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final Logger LOG = LoggerFactory.getLogger(Ceremony.class);
    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(algorithm)))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final Set<Origin> origins;
    private final String rpId;

    public Ceremony(PasskeyConfig config) {
        this.rpId = config.rpId();
        this.origins = config.origins().stream().map(Origin::new).collect(Collectors.toUnmodifiableSet());
    }

    /** A credential as it is kept. */
    public record Credential(byte[] id, byte[] data, long signCount) {}

    /** What an authenticator signed, raw. */
    public record Assertion(byte[] credentialId, byte[] clientData, byte[] authenticatorData, byte[] signature) {}

    /** Empty when it does not hold. */
    public Optional<Credential> create(byte[] challenge, byte[] clientData, byte[] attestationObject) {
        try {
            RegistrationData data = manager.verify(
                    new RegistrationRequest(attestationObject, clientData),
                    new RegistrationParameters(server(challenge), PARAMETERS, true, true));
            AttestedCredentialData made = Objects.requireNonNull(Objects.requireNonNull(data.getAttestationObject())
                    .getAuthenticatorData()
                    .getAttestedCredentialData());
            long count = data.getAttestationObject().getAuthenticatorData().getSignCount();
            return Optional.of(new Credential(made.getCredentialId(), credentials.convert(made), count));
        } catch (VerificationException | DataConversionException | IllegalArgumentException e) {
            return refused(e);
        }
    }

    /** The counter from now on; empty when it does not hold. */
    public Optional<Long> use(byte[] challenge, Credential known, Assertion assertion) {
        try {
            CredentialRecordImpl record = new CredentialRecordImpl(
                    new NoneAttestationStatement(),
                    true,
                    null,
                    null,
                    known.signCount(),
                    credentials.convert(known.data()),
                    new AuthenticationExtensionsAuthenticatorOutputs<>(),
                    null,
                    null,
                    null);
            AuthenticationData data = manager.verify(
                    new AuthenticationRequest(
                            assertion.credentialId(),
                            assertion.authenticatorData(),
                            assertion.clientData(),
                            assertion.signature()),
                    new AuthenticationParameters(server(challenge), record, List.of(known.id()), true, true));
            return Optional.of(
                    Objects.requireNonNull(data.getAuthenticatorData()).getSignCount());
        } catch (VerificationException | DataConversionException | IllegalArgumentException e) {
            return refused(e);
        }
    }

    private static <T> Optional<T> refused(RuntimeException why) {
        LOG.info("a passkey was refused: {}", why.getClass().getSimpleName());
        return Optional.empty();
    }

    private ServerProperty server(byte[] challenge) {
        return new ServerProperty(origins, rpId, new DefaultChallenge(challenge));
    }
}
