package com.beachdo.launcher.demo;

import com.beachdo.catalog.v1.Seller;
import com.beachdo.identity.v1.ImportedUser;
import com.beachdo.identity.v1.Role;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The people of the demo data: two who can sign in, and many who can't. */
final class DemoPeople {
    static final String SELLER_EMAIL = "seller@beachdo.example";
    static final String BUYER_EMAIL = "buyer@beachdo.example";
    static final String PASSWORD = "coconut-water-for-two";

    private final List<ImportedUser> users = new ArrayList<>();

    DemoPeople(DemoText text, int count, long todaySeconds) {
        users.add(user(0, "Demo Seller", todaySeconds)
                .setEmail(SELLER_EMAIL)
                .setPassword(PASSWORD)
                .addRoles(Role.ROLE_SELLER)
                .build());
        users.add(user(1, "Demo Buyer", todaySeconds)
                .setEmail(BUYER_EMAIL)
                .setPassword(PASSWORD)
                .build());
        SplittableRandom random = new SplittableRandom(7);
        for (int number = 2; number < count; number++) {
            users.add(user(number, text.name(random), todaySeconds)
                    .setVerified(random.nextInt(3) == 0)
                    .addRoles(Role.ROLE_SELLER)
                    .build());
        }
    }

    private static ImportedUser.Builder user(int number, String name, long todaySeconds) {
        return ImportedUser.newBuilder()
                .setId(DemoListings.id("user", number))
                .setName(name)
                .setSince(Timestamp.newBuilder().setSeconds(todaySeconds - 86_400L * (30 + number * 3L % 900)));
    }

    List<ImportedUser> users() {
        return users;
    }

    List<Seller> sellers() {
        return users.stream()
                .filter(user -> user.getRolesList().contains(Role.ROLE_SELLER))
                .map(user -> Seller.newBuilder()
                        .setId(user.getId())
                        .setName(user.getName())
                        .setVerified(user.getVerified())
                        .setSince(user.getSince())
                        .build())
                .toList();
    }
}
