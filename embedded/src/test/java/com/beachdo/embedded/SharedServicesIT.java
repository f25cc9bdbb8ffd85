package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedServicesIT {
    @Test
    void givesEveryCallerADatabaseOfItsOwn() throws Exception {
        String first = TestServices.postgres();
        String second = TestServices.postgres();
        try (Sql one = new Sql(first);
                Sql other = new Sql(second)) {
            one.run("CREATE TABLE mine (id int)");
            assertThat(other.text("SELECT to_regclass('mine')::text")).isNull();
            assertThat(one.text("SELECT to_regclass('mine')::text")).isEqualTo("mine");
        }
    }

    @Test
    void givesEveryCallerARedisOfItsOwn() throws Exception {
        String first = TestServices.redis();
        String second = TestServices.redis();
        assertThat(Resp.ask(first, "SET", "key", "value")).isEqualTo("+OK");
        assertThat(Resp.ask(first, "GET", "key")).isEqualTo("value");
        assertThat(Resp.ask(second, "GET", "key")).isNull();
    }

    @Test
    void knowsTheLettersOfIndianScripts() throws Exception {
        try (Sql sql = new Sql(TestServices.postgres())) {
            sql.run("CREATE EXTENSION pg_trgm");
            assertThat(sql.text("SELECT similarity('मोटरसाइकिल', 'मोटरसाइकल') > 0.3"))
                    .isEqualTo("t");
            assertThat(sql.text("SELECT lower('ÀÉ')")).isEqualTo("àé");
        }
    }
}
