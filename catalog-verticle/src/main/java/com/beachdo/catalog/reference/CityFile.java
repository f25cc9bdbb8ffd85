package com.beachdo.catalog.reference;

import com.beachdo.catalog.reference.Cities.CityRow;
import java.util.List;

/** Reads cities.csv: name, state, latitude, longitude, and other names parted by bars. */
final class CityFile {
    private CityFile() {}

    static List<CityRow> read(String csv) {
        return csv.lines().skip(1).map(CityFile::row).toList();
    }

    private static CityRow row(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("not a city: " + line);
        }
        City city = new City(cells[0], cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
        return new CityRow(city, cells[4].isEmpty() ? List.of() : List.of(cells[4].split("\\|", -1)));
    }
}
