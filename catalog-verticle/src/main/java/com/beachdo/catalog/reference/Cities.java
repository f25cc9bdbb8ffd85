package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.Location;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The known cities, by their names and former names in whatever case. */
public final class Cities {
    private static final Pattern PINCODE = Pattern.compile("[1-9][0-9]{5}");
    private static final double MIN_LAT = 6;
    private static final double MAX_LAT = 38;
    private static final double MIN_LON = 68;
    private static final double MAX_LON = 98;

    private final Map<String, City> byName = new HashMap<>();

    Cities(List<CityRow> rows) {
        for (CityRow row : rows) {
            add(row.city().name(), row.city());
            for (String alias : row.aliases()) {
                add(alias, row.city());
            }
        }
    }

    private void add(String name, City city) {
        if (byName.put(key(name), city) != null) {
            throw new IllegalArgumentException("two cities named " + name);
        }
    }

    Set<City> all() {
        return Set.copyOf(byName.values());
    }

    public @Nullable City find(String name) {
        return byName.get(key(name));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The location with its city's own name, state and, where it has none, coordinates. */
    public Location locate(Location location, String pointer) {
        City city = find(location.getCity());
        if (city == null) {
            throw RpcException.invalid("listing.place_unknown", pointer + "/city", "is not a city we know");
        }
        if (location.hasState() && !key(location.getState()).equals(key(city.state()))) {
            throw RpcException.invalid(
                    "listing.place_unknown", pointer + "/state", city.name() + " is in " + city.state());
        }
        Location.Builder located = location.toBuilder().setCity(city.name()).setState(city.state());
        return location.hasLat()
                ? located.build()
                : located.setLat(city.lat()).setLon(city.lon()).build();
    }

    /** What is wrong with the form of a location. */
    public static List<FieldError> problems(Location location, String pointer) {
        List<FieldError> problems = new ArrayList<>();
        if (location.hasPincode() && !PINCODE.matcher(location.getPincode()).matches()) {
            problems.add(new FieldError(pointer + "/pincode", "must be six digits, the first not 0"));
        }
        if (location.hasLat() != location.hasLon()) {
            problems.add(new FieldError(
                    pointer + (location.hasLat() ? "/lon" : "/lat"), "latitude and longitude go together"));
        } else if (location.hasLat()) {
            addRangeProblems(problems, location.getLat(), location.getLon(), pointer);
        }
        return problems;
    }

    private static void addRangeProblems(List<FieldError> problems, double lat, double lon, String pointer) {
        if (!(lat >= MIN_LAT && lat <= MAX_LAT)) {
            problems.add(new FieldError(pointer + "/lat", "must be from 6 to 38"));
        }
        if (!(lon >= MIN_LON && lon <= MAX_LON)) {
            problems.add(new FieldError(pointer + "/lon", "must be from 68 to 98"));
        }
    }

    /** A city with its other names. */
    record CityRow(City city, List<String> aliases) {}
}
