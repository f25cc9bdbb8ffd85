package com.beachdo.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Objects;

/** A process that starts services and writes row after row, saying each one's number once it is committed. */
final class WriteRows {
    private WriteRows() {}

    public static void main(String[] arguments) {
        EmbeddedServices services = start(Path.of(arguments[0]));
        try (Sql sql = new Sql(Objects.requireNonNull(services.environment().get("BEACHDO_DATABASE_URL")))) {
            sql.run("CREATE TABLE IF NOT EXISTS row (id int GENERATED ALWAYS AS IDENTITY)");
            int last = Integer.parseInt(Objects.requireNonNull(sql.text("SELECT count(*) FROM row")));
            System.out.println("found " + last);
            while (true) {
                sql.run("INSERT INTO row DEFAULT VALUES");
                last++;
                System.out.println("wrote " + last);
            }
        } catch (SQLException serverKilled) {
            System.out.println("lost");
        }
    }

    /** PostgreSQL and Redis as they are for people, but for the programs, which are unpacked already. */
    static EmbeddedServices start(Path folder) {
        return EmbeddedServices.kept(folder, TestServices.programs(folder), EnumSet.of(Kind.POSTGRES, Kind.REDIS));
    }
}
