package com.beachdo.launcher.tour;

import com.beachdo.platform.config.Env;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks the main path against a running server whose mails it can read: an account, a proven identity, a listing with a
 * picture, its approval, a stranger who finds, saves, asks and reports, staff who decide, and a thread in the forum. Every
 * step checks what came.
 */
public final class Tour {
    private static final String PASSWORD = "sunny-day-at-Juhu-9";
    private static final long POLL_NANOS = 50_000_000;
    private static final Pattern MAIL_TOKEN = Pattern.compile("token=([A-Za-z0-9_.\\-]+)");

    private final PrintStream out;
    private final HttpClient http;
    private final Api anyone;
    private final Mailbox mails;
    private final String adminEmail;
    private final String adminPassword;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private int step;

    public Tour(URI api, URI management, String adminEmail, String adminPassword, PrintStream out) {
        this(api, new Mailbox.Embedded(management), adminEmail, adminPassword, out);
    }

    private Tour(URI api, Mailbox mails, String adminEmail, String adminPassword, PrintStream out) {
        this.out = out;
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.anyone = new Api(http, api, out, null);
        this.mails = mails;
        this.adminEmail = adminEmail;
        this.adminPassword = adminPassword;
    }

    /** A tour of the server that the environment's ports point at. */
    public static Tour against(Function<String, @Nullable String> environment, PrintStream out) {
        Env env = new Env(environment::apply);
        return new Tour(
                URI.create("http://127.0.0.1:" + env.port("BEACHDO_HTTP_PORT", 8080)),
                mailbox(env),
                env.string("BEACHDO_ADMIN_EMAIL", "admin@beachdo.example"),
                env.string("BEACHDO_ADMIN_PASSWORD", "chai-at-the-beach"),
                out);
    }

    private static Mailbox mailbox(Env env) {
        if (env.optional("BEACHDO_MAILPIT_URL") != null) {
            return new Mailbox.Mailpit(env.uri("BEACHDO_MAILPIT_URL", "http", "https"));
        }
        return new Mailbox.Embedded(URI.create("http://127.0.0.1:" + env.port("BEACHDO_MANAGEMENT_PORT", 9000)));
    }

    public void run() {
        long started = System.nanoTime();
        Api seller = becomeSeller(register("seller", "Asha Patil"));
        boolean proven = mails instanceof Mailbox.Embedded;
        if (proven) {
            new TourKyc(this, http, anyone, seller).walk("Asha Patil", run);
        }
        String listingId = listWithPicture(seller);
        Api admin = signIn(adminEmail, adminPassword);
        approve(admin, listingId);
        require(
                anyone.get("/v1/listings/" + listingId).getJsonObject("seller").getBoolean("verified") == proven,
                proven
                        ? "its seller has the badge of a proven identity"
                        : "its seller, who proved nothing, has no badge");
        Api buyer = signInAgain(register("buyer", "Ravi Kumar"));
        find(buyer, listingId);
        save(buyer, listingId);
        new TourChat(this, http, seller, buyer).walk(listingId);
        report(admin, buyer, listingId);
        new TourForum(this, seller, buyer).walk();
        out.printf("%nAll %d steps went as they must, in %.1f s.%n", step, (System.nanoTime() - started) / 1e9);
    }

    void step(String title) {
        step++;
        out.printf("%n%2d. %s%n", step, title);
    }

    void require(boolean holds, String what) {
        if (!holds) {
            throw new TourFailedException("Step " + step + ": " + what);
        }
        out.println("    ok: " + what);
    }

    void eventually(BooleanSupplier holds, String what) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        require(holds.getAsBoolean(), what);
    }

    private Account register(String kind, String name) {
        String email = kind + "-" + run + "@example.com";
        step("Register " + name + " (" + kind + ")");
        JsonObject signedIn = anyone.post(
                "/v1/auth/register",
                new JsonObject().put("email", email).put("password", PASSWORD).put("name", name),
                201);
        require(
                !signedIn.getJsonObject("user").getBoolean("emailVerified"),
                "the account exists, its e-mail is unverified");
        step("Verify the e-mail with the token from the caught mail");
        String token = mailToken(email);
        JsonObject unused = anyone.post("/v1/auth/email/verify", new JsonObject().put("token", token), 204);
        Account account = new Account(email, signedIn.getJsonObject("tokens").getString("accessToken"));
        JsonObject me = anyone.as(account.token()).get("/v1/me");
        require(me.getBoolean("emailVerified"), "the e-mail is verified");
        return account;
    }

    private String mailToken(String email) {
        out.println("    curl '" + mails.search(email) + "'");
        String[] text = {""};
        eventually(
                () -> {
                    text[0] = mails.newest(anyone, email).orElse("");
                    return !text[0].isEmpty();
                },
                "the verification mail came");
        Matcher token = MAIL_TOKEN.matcher(text[0]);
        require(token.find(), "it brings a token");
        return token.group(1);
    }

    private Api signIn(String email, String password) {
        step("Sign in as " + email);
        JsonObject signedIn = anyone.post(
                "/v1/auth/login", new JsonObject().put("email", email).put("password", password), 200);
        return anyone.as(signedIn.getJsonObject("tokens").getString("accessToken"));
    }

    private Api signInAgain(Account account) {
        return signIn(account.email(), PASSWORD);
    }

    private Api becomeSeller(Account account) {
        Api signedIn = signInAgain(account);
        step("Become a seller");
        JsonObject seller = signedIn.post("/v1/me/seller", new JsonObject().put("acceptTerms", true), 200);
        require(
                seller.getJsonObject("user").getJsonArray("roles").contains("SELLER"),
                "the account has the role SELLER");
        return anyone.as(seller.getJsonObject("tokens").getString("accessToken"));
    }

    private String listWithPicture(Api seller) {
        step("Create a listing");
        JsonObject listing = seller.post("/v1/listings", TourListing.body(run), 201);
        String listingId = listing.getString("id");
        require("DRAFT".equals(listing.getString("status")), "it is a DRAFT");
        step("Upload a picture by the signed request");
        byte[] picture = TourListing.picture();
        JsonObject image = seller.post(
                "/v1/listings/" + listingId + "/images",
                new JsonObject().put("contentType", "image/jpeg").put("size", picture.length),
                201);
        seller.upload(image.getJsonObject("upload"), picture);
        String complete = "/v1/listings/" + listingId + "/images/" + image.getString("imageId") + "/complete";
        JsonObject unused = seller.post(complete, new JsonObject(), 200);
        eventually(
                () -> "READY"
                        .equals(seller.quiet()
                                .post(complete, new JsonObject(), 200)
                                .getString("status")),
                "the picture is READY in three sizes");
        JsonObject variants = seller.get("/v1/listings/" + listingId)
                .getJsonArray("images")
                .getJsonObject(0)
                .getJsonObject("variants");
        require(anyone.download(variants.getString("thumb")).length > 100, "its thumbnail is public");
        step("Submit it for review");
        JsonObject submitted = seller.post("/v1/listings/" + listingId + "/submit", new JsonObject(), 200);
        require("PENDING_REVIEW".equals(submitted.getString("status")), "it is PENDING_REVIEW");
        JsonObject hidden = anyone.send("GET", "/v1/listings/" + listingId, null, 404);
        require("listing.not_found".equals(hidden.getString("code")), "strangers don't see it yet");
        return listingId;
    }

    private void approve(Api admin, String listingId) {
        step("The administrator finds it in the queue and approves it");
        require(queued(admin, listingId), "the listing is in the queue");
        JsonObject approved = admin.post("/v1/admin/listings/" + listingId + "/approve", new JsonObject(), 200);
        require("ACTIVE".equals(approved.getString("status")), "it is ACTIVE");
    }

    /** The queue is longest waiting first, so the newest is on its last page. */
    private static boolean queued(Api admin, String listingId) {
        String cursor = "";
        do {
            JsonObject page = admin.get("/v1/admin/listings?status=PENDING_REVIEW&limit=100" + cursor);
            if (contains(page, listingId)) {
                return true;
            }
            cursor = page.containsKey("nextCursor") ? "&cursor=" + page.getString("nextCursor") : "";
        } while (!cursor.isEmpty());
        return false;
    }

    private void find(Api buyer, String listingId) {
        step("A stranger finds it by text, category, price and place");
        JsonObject found = anyone.get("/v1/listings?q=bicycle%20" + run
                + "&category=bicycles&minPrice=100000&maxPrice=2000000&city=Pune&limit=5");
        require(contains(found, listingId), "the search finds it");
        JsonObject near = anyone.get("/v1/listings?lat=18.52&lon=73.85&radiusKm=50&sort=newest&limit=20");
        require(contains(near, listingId), "it is among the newest within 50 km");
        step("Browse page by page");
        JsonObject first = anyone.get("/v1/listings?limit=2");
        require(first.getJsonArray("items").size() > 0, "the first page has items");
        if (first.containsKey("nextCursor")) {
            JsonObject second = anyone.get("/v1/listings?limit=2&cursor=" + first.getString("nextCursor"));
            String last = first.getJsonArray("items").getJsonObject(0).getString("id");
            require(!contains(second, last), "the next page goes on where the first ended");
        }
        require(!anyone.get("/v1/listings/" + listingId).containsKey("reviewNote"), "its page is public");
        require(buyer.get("/v1/me").containsKey("id"), "the stranger has an account to go on with");
    }

    private void save(Api buyer, String listingId) {
        step("Save it, twice for good measure");
        JsonObject unused = buyer.put("/v1/me/saved/" + listingId, 204);
        unused = buyer.put("/v1/me/saved/" + listingId, 204);
        JsonObject saved = buyer.get("/v1/me/saved");
        require(contains(saved, listingId) && saved.getJsonArray("items").size() == 1, "it is saved once");
    }

    private void report(Api admin, Api buyer, String listingId) {
        step("Report it");
        JsonObject unused = buyer.post(
                "/v1/reports",
                new JsonObject()
                        .put("targetType", "LISTING")
                        .put("targetId", listingId)
                        .put("reason", "FRAUD")
                        .put("details", "Asks for money in advance"),
                201);
        step("Staff find the case and decide: the listing goes");
        Supplier<@Nullable JsonObject> cases = () -> findCase(admin, listingId);
        JsonObject found = cases.get();
        require(found != null, "the report became a case");
        String caseId = Objects.requireNonNull(found).getString("id");
        unused = admin.post("/v1/admin/cases/" + caseId + "/claim", new JsonObject(), 200);
        JsonObject decided = admin.post(
                "/v1/admin/cases/" + caseId + "/decide",
                new JsonObject().put("action", "REMOVE").put("reason", "Advance payment scam"),
                200);
        require("CLOSED".equals(decided.getString("status")), "the case is closed");
        eventually(
                () -> !contains(anyone.quiet().get("/v1/listings?q=bicycle%20" + run), listingId),
                "the listing is gone from search");
        JsonObject gone = anyone.send("GET", "/v1/listings/" + listingId, null, 404);
        require("listing.not_found".equals(gone.getString("code")), "and from its page");
    }

    private static @Nullable JsonObject findCase(Api admin, String targetId) {
        String cursor = "";
        do {
            JsonObject page = admin.get("/v1/admin/cases?queue=LISTING&status=OPEN&limit=100" + cursor);
            for (Object item : page.getJsonArray("items")) {
                if (item instanceof JsonObject one && targetId.equals(one.getString("targetId"))) {
                    return one;
                }
            }
            cursor = page.containsKey("nextCursor") ? "&cursor=" + page.getString("nextCursor") : "";
        } while (!cursor.isEmpty());
        return null;
    }

    static boolean contains(JsonObject page, String id) {
        return page.getJsonArray("items").stream()
                .anyMatch(item -> item instanceof JsonObject one && id.equals(one.getString("id")));
    }

    private record Account(String email, String token) {}
}
