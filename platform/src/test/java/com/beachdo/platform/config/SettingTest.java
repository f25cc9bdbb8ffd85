package com.beachdo.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Env EMPTY = new Env(new Settings(Map.of()));

    @Test
    void aVariableThatIsNotDescribedCannotBeRead() {
        assertThatThrownBy(() -> EMPTY.optional("BEACHDO_NOBODY_TOLD"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("BEACHDO_NOBODY_TOLD is not in settings.txt");
        assertThat(EMPTY.optional("PATH_OF_SOMEBODY_ELSE")).isNull();
    }

    @Test
    void aDescriptionThatSaysOtherThanTheCodeIsRefused() {
        String pool = "BEACHDO_DATABASE_POOL_SIZE";
        String second = "BEACHDO_STAFF_SECOND_FACTOR";

        assertThat(EMPTY.integer(pool, 8, 1, 100)).isEqualTo(8);
        assertThatThrownBy(() -> EMPTY.integer(pool, 9, 1, 100)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> EMPTY.integer(pool, 8, 1, 1000)).isInstanceOf(AssertionError.class);
        assertThat(EMPTY.flag(second, true)).isTrue();
        assertThatThrownBy(() -> EMPTY.flag("BEACHDO_MIGRATE", false)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aDefaultThatIsToldInWordsOrForTwoModesAgrees() {
        assertThat(EMPTY.integer("BEACHDO_EVENT_LOOPS", 3, 1, 64)).isEqualTo(3);
        assertThat(EMPTY.integer("BEACHDO_BCRYPT_COST", 10, 4, 16)).isEqualTo(10);
        assertThat(EMPTY.integer("BEACHDO_BCRYPT_COST", 12, 4, 16)).isEqualTo(12);
    }

    @Test
    void everyOneIsDescribedOnce() {
        assertThat(Setting.all()).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(Setting.all())
                .allSatisfy(setting -> assertThat(setting.name()).matches("BEACHDO_[A-Z0-9_]+"));
    }
}
