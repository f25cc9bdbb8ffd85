package com.beachdo.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReferenceDataTest {
    private final ReferenceData reference = ReferenceData.load();

    @Test
    void hasFortyCategoriesOnTwoLevels() {
        List<Category> categories = reference.categories().reply(true).getItemsList();
        assertThat(categories).hasSize(40);
        for (Category category : categories) {
            if (category.hasParentId()) {
                CategoryNode parent =
                        Objects.requireNonNull(reference.categories().find(category.getParentId()));
                assertThat(parent.isLeaf()).isFalse();
            } else {
                assertThat(category.getAttributesList()).isEmpty();
                assertThat(categories).anyMatch(child -> child.getParentId().equals(category.getId()));
            }
        }
    }

    @Test
    void describesAttributesWholly() {
        for (Category category : reference.categories().reply(true).getItemsList()) {
            for (AttributeSchema attribute : category.getAttributesList()) {
                boolean option = attribute.getType() == AttributeType.ATTRIBUTE_TYPE_OPTION;
                boolean number = attribute.getType() == AttributeType.ATTRIBUTE_TYPE_NUMBER;
                assertThat(attribute.getName()).matches("[a-z][A-Za-z0-9]*");
                assertThat(attribute.getLabel()).isNotBlank();
                assertThat(attribute.getOptionsCount() > 1).isEqualTo(option);
                assertThat(attribute.getOptionsList()).doesNotHaveDuplicates();
                assertThat(attribute.getMin() < attribute.getMax()).isEqualTo(number);
            }
        }
    }

    @Test
    void givesAttributesOfOneNameOneType() {
        Map<String, AttributeType> types = new HashMap<>();
        for (Category category : reference.categories().reply(true).getItemsList()) {
            for (AttributeSchema attribute : category.getAttributesList()) {
                AttributeType before = types.putIfAbsent(attribute.getName(), attribute.getType());
                assertThat(before == null ? attribute.getType() : before).isEqualTo(attribute.getType());
            }
        }
    }

    @Test
    void letsPropertyAndVehiclesLiveLonger() {
        assertThat(reference.categories().lifetimeDays("cars")).isEqualTo(60);
        assertThat(reference.categories().lifetimeDays("apartments-for-rent")).isEqualTo(60);
        assertThat(reference.categories().lifetimeDays("mobile-phones")).isEqualTo(30);
    }

    @Test
    void hasTwoHundredCities() {
        assertThat(reference.cities().all()).hasSize(200);
    }

    @Test
    void placesCitiesInIndia() {
        for (City city : reference.cities().all()) {
            assertThat(city.lat()).as(city.name()).isBetween(8.0, 35.0);
            assertThat(city.lon()).as(city.name()).isBetween(69.0, 95.0);
            assertThat(city.state()).isNotBlank();
        }
    }

    @Test
    void findsCitiesByAnyNameInAnyCase() {
        for (String name : List.of("Mumbai", "mumbai", " MUMBAI ", "Bombay")) {
            assertThat(reference.cities().find(name))
                    .isEqualTo(reference.cities().find("Mumbai"));
        }
        assertThat(reference.cities().find("Atlantis")).isNull();
    }
}
