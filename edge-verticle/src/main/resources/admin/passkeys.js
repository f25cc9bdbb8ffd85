// Passkeys of the browser: what the API asks them, and what they say, both as base64url.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

export const canUsePasskeys = () => window.PublicKeyCredential !== undefined;

/** What a passkey answers to a challenge; asks its owner. */
export async function assertion(challenge) {
  let credential;
  try {
    credential = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(challenge.challenge),
        rpId: challenge.rpId,
        allowCredentials: challenge.credentialIds.map((id) => ({ type: 'public-key', id: bytes(id) })),
        userVerification: 'required',
        timeout: challenge.expiresIn * 1000,
      },
    });
  } catch (error) {
    throw new Error(error.name === 'SecurityError'
      ? `Passkeys are bound to ${challenge.rpId}; open the back office there.`
      : 'No passkey was used.');
  }
  return {
    challengeId: challenge.challengeId,
    credentialId: text(credential.rawId),
    clientData: text(credential.response.clientDataJSON),
    authenticatorData: text(credential.response.authenticatorData),
    signature: text(credential.response.signature),
  };
}
