package com.beachdo.launcher.demo;

import com.beachdo.catalog.v1.Seller;
import com.beachdo.launcher.BeachdoProcess;
import com.beachdo.platform.rpc.BusChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What a developer finds on the first start: people, listings with pictures, chats, threads. */
public final class DemoData {
    public static final String SELLER = DemoPeople.SELLER_EMAIL + "  " + DemoPeople.PASSWORD;
    public static final String BUYER = DemoPeople.BUYER_EMAIL + "  " + DemoPeople.PASSWORD;

    static final int LISTINGS = 2_000;
    private static final long CALL_TIMEOUT_MILLIS = 30_000;

    private DemoData() {}

    /** Loads the demo data unless this data folder has had it. */
    public static void load(BeachdoProcess process, Consumer<String> progress) {
        Path marker = process.dataDir().resolve("demo-loaded");
        if (Files.exists(marker)) {
            return;
        }
        BusChannel channel = new BusChannel(process.vertx(), CALL_TIMEOUT_MILLIS);
        DemoLoader loader = new DemoLoader(process.vertx(), channel);
        List<Seller> sellers = loader.loadPeople();
        Map<String, String> pictures = loader.loadPictures();
        progress.accept("Demo people and pictures loaded");
        loader.loadListings(0, LISTINGS, sellers, pictures, done -> {});
        progress.accept("Demo listings loaded");
        talk(process, channel, sellers);
        progress.accept("Demo chats and threads loaded");
        try {
            Path unused = Files.writeString(marker, "loaded\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void talk(BeachdoProcess process, BusChannel channel, List<Seller> sellers) {
        DemoTalk talk = new DemoTalk(process.vertx(), channel);
        List<String> some = IntStream.range(0, 12)
                .mapToObj(number -> DemoListings.id("listing", number))
                .toList();
        talk.chats(DemoListings.id("user", 1), some);
        talk.forum(sellers.stream().limit(20).map(Seller::getId).toList());
    }
}
