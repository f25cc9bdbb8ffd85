package com.beachdo.catalog.search;

/** A point, and how far around it to look. */
record Place(double lat, double lon) {
    /** As PostgreSQL's earthdistance has it. */
    private static final double EARTH_METRES = 6_378_168;

    /** Nothing is for sale near the poles. */
    private static final double MAX_WIDENED = 80;

    /** The straight line through the globe that a way over it of so many kilometres cuts off, in metres. */
    static double chord(double radiusKm) {
        return 2 * EARTH_METRES * Math.sin(radiusKm * 1000 / (2 * EARTH_METRES));
    }

    /** The way over the globe that a straight line of so many metres through it cuts off. */
    static double kilometres(double chord) {
        return 2 * EARTH_METRES * Math.asin(Math.min(1, chord / (2 * EARTH_METRES))) / 1000;
    }

    double south(double radiusKm) {
        return lat - degrees(radiusKm);
    }

    double north(double radiusKm) {
        return lat + degrees(radiusKm);
    }

    double west(double radiusKm) {
        return lon - width(radiusKm);
    }

    double east(double radiusKm) {
        return lon + width(radiusKm);
    }

    /** Meridians come closer away from the equator. */
    private double width(double radiusKm) {
        double furthest = Math.min(MAX_WIDENED, Math.abs(lat) + degrees(radiusKm));
        return degrees(radiusKm) / Math.cos(Math.toRadians(furthest));
    }

    private static double degrees(double radiusKm) {
        return Math.toDegrees(radiusKm * 1000 / EARTH_METRES);
    }
}
