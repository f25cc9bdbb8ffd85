package com.beachdo.launcher;

import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.CategoryAdministration;
import com.beachdo.catalog.v1.ListingFeed;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Offers;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.catalog.v1.ReviewPolicies;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.SavedSearches;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.chat.v1.Blocks;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.Presence;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.forum.v1.BoardAdministration;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.ForumSearch;
import com.beachdo.forum.v1.Histories;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.Reading;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.Trust;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.Kyc;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.Users;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.Hooks;
import com.beachdo.moderation.v1.Overviews;
import com.beachdo.moderation.v1.Reports;
import com.beachdo.moderation.v1.Standings;
import java.util.List;

/** Every contract there is. */
final class Contracts {
    static final List<Class<?>> ALL = List.of(
            Accounts.class,
            Sessions.class,
            Otp.class,
            Kyc.class,
            Passwords.class,
            Factors.class,
            com.beachdo.identity.v1.Identities.class,
            com.beachdo.identity.v1.Passkeys.class,
            Users.class,
            com.beachdo.identity.v1.Privacy.class,
            com.beachdo.catalog.v1.Privacy.class,
            com.beachdo.chat.v1.Privacy.class,
            com.beachdo.forum.v1.Privacy.class,
            com.beachdo.moderation.v1.Privacy.class,
            com.beachdo.identity.v1.Import.class,
            com.beachdo.catalog.v1.Import.class,
            PictureImport.class,
            Listings.class,
            Search.class,
            Pictures.class,
            PrivatePictures.class,
            SavedListings.class,
            SavedSearches.class,
            ListingReview.class,
            ReviewPolicies.class,
            Boosts.class,
            com.beachdo.catalog.v1.Contacts.class,
            Statistics.class,
            Offers.class,
            SellerReviews.class,
            CategoryAdministration.class,
            ListingFeed.class,
            Rooms.class,
            Messages.class,
            Blocks.class,
            Presence.class,
            Reports.class,
            Cases.class,
            Appeals.class,
            Standings.class,
            Hooks.class,
            Overviews.class,
            Threads.class,
            Comments.class,
            ThreadModeration.class,
            PostModeration.class,
            Histories.class,
            ForumSearch.class,
            BoardAdministration.class,
            Trust.class,
            Reading.class,
            Notifications.class);

    private Contracts() {}
}
