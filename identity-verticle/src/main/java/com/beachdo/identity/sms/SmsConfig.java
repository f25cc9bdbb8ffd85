package com.beachdo.identity.sms;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * How SMS go out.
 *
 * @param providers that are tried one after the other
 * @param entityId the sender's registration with an Indian operator (DLT), as are the header and the template
 */
public record SmsConfig(List<Provider> providers, String entityId, String header, String templateId) {
    private static final URI EXOTEL = URI.create("https://api.in.exotel.com");

    /** Which API a provider speaks. */
    public enum Kind {
        HTTP,
        EXOTEL
    }

    /**
     * One provider.
     *
     * @param account empty where there is none, as is the key
     */
    public record Provider(Kind kind, URI url, String account, String key, String token) {
        @Override
        public String toString() {
            return "Provider[" + kind + "]";
        }
    }

    public static SmsConfig from(Env env) {
        List<Provider> providers = new ArrayList<>(List.of(provider(env, "BEACHDO_SMS_")));
        if (env.optional("BEACHDO_SMS_FALLBACK_TOKEN") != null) {
            boolean unused = providers.add(provider(env, "BEACHDO_SMS_FALLBACK_"));
        }
        return new SmsConfig(
                List.copyOf(providers),
                env.string("BEACHDO_SMS_ENTITY_ID", "unregistered"),
                env.string("BEACHDO_SMS_HEADER", "BCHDO"),
                env.string("BEACHDO_SMS_TEMPLATE_ID", "unregistered"));
    }

    private static Provider provider(Env env, String prefix) {
        String token = prefix + "TOKEN";
        return switch (env.string(prefix + "PROVIDER", "http")) {
            case "http" ->
                new Provider(Kind.HTTP, env.uri(prefix + "URL", "http", "https"), "", "", env.required(token));
            case "exotel" ->
                new Provider(
                        Kind.EXOTEL,
                        env.uri(prefix + "URL", EXOTEL, "http", "https"),
                        env.required(prefix + "ACCOUNT"),
                        env.required(prefix + "KEY"),
                        env.required(token));
            default -> throw new ConfigException(prefix + "PROVIDER", "must be http or exotel");
        };
    }
}
