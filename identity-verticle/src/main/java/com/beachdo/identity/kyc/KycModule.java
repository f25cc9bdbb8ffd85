package com.beachdo.identity.kyc;

import com.beachdo.identity.provider.ProviderHttp;
import com.beachdo.identity.v1.Kyc;
import com.beachdo.platform.Domain;
import com.beachdo.platform.config.PlatformConfig.SecretKey;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The proof of identity, put together. */
public final class KycModule {
    private static final String CALLBACK = "/v1/kyc/digilocker/callback";

    private final KycConfig config;
    private final SecretKey secret;
    private final URI publicUrl;
    private final @Nullable URI frontendUrl;
    private final KycAccounts accounts;
    private @Nullable Verifying verifying;

    /** @param frontendUrl null for none: browsers then end up at the documentation of the API */
    public KycModule(
            KycConfig config, SecretKey secret, URI publicUrl, @Nullable URI frontendUrl, KycAccounts accounts) {
        this.config = config;
        this.secret = secret;
        this.publicUrl = publicUrl;
        this.frontendUrl = frontendUrl;
        this.accounts = accounts;
    }

    public void serve(Domain domain) {
        AttemptStore attempts = new AttemptStore(domain.db());
        ProofStore proofs = new ProofStore(domain.db());
        KycConfig.Provider provider = config.provider();
        KycRpc.Offer offer = provider == null ? null : offer(domain, provider, attempts, proofs);
        domain.serve(
                Kyc.class, new KycRpc(domain.db(), attempts, proofs, accounts, offer, returnUrl(), config.confirm()));
    }

    private KycRpc.Offer offer(Domain domain, KycConfig.Provider provider, AttemptStore attempts, ProofStore proofs) {
        URI own = under(publicUrl, CALLBACK);
        URI redirect = provider.redirect() == null ? own : provider.redirect();
        ProviderHttp http = new ProviderHttp(
                domain.vertx(), "digilocker", provider.base(), provider.timeoutMillis(), KycFailure::unavailable);
        DigiLocker digiLocker = new DigiLocker(provider, redirect, http, secret.derive("kyc pkce"));
        Verifying runs = new Verifying(
                domain.vertx(),
                domain.db(),
                attempts,
                proofs,
                accounts,
                digiLocker,
                provider.trust(),
                secret.derive("kyc persons"),
                config.validDays(),
                Clock.systemUTC());
        verifying = runs;
        return new KycRpc.Offer(digiLocker, runs);
    }

    private URI returnUrl() {
        URI configured = config.returnUrl();
        if (configured != null) {
            return configured;
        }
        return frontendUrl == null ? under(publicUrl, "/docs") : under(frontendUrl, "/kyc");
    }

    private static URI under(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    public Future<Void> close() {
        Verifying runs = verifying;
        return runs == null ? Future.succeededFuture() : runs.close();
    }
}
