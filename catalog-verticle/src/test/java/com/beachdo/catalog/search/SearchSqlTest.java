package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.db.Ids;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchSqlTest {
    private static final ReferenceData REFERENCE = ReferenceData.load();

    private final SearchRules rules = new SearchRules(REFERENCE.categories(), REFERENCE.cities());

    private SearchSql sql(SearchListingsRequest.Builder request) {
        SearchFilter filter = rules.check(request.build());
        SearchPhase phase = filter.text() == null ? SearchPhase.NONE : SearchPhase.ELSEWHERE;
        return new SearchSql(filter, filter.text(), phase, null, List.of(), filter.limit() + 1);
    }

    private static SearchListingsRequest.Builder everything(String text) {
        return SearchListingsRequest.newBuilder()
                .setQ(text)
                .setCategory("cars")
                .setCity("Pune")
                .setLat(18.5)
                .setLon(73.8)
                .setRadiusKm(30)
                .setMinPrice(1)
                .setMaxPrice(1_000_000)
                .setCondition(Condition.CONDITION_GOOD)
                .setSellerId(Ids.next().toString())
                .addAttr("brand:Tata");
    }

    @Test
    void keepsWhatIsAskedOutOfTheText() {
        for (ListingSort sort : ListingSort.values()) {
            if (sort != ListingSort.UNRECOGNIZED) {
                Statement statement = sql(everything("'; DROP TABLE listing; --")
                                .setSort(sort))
                        .full();
                assertThat(statement.sql()).doesNotContain("DROP", "Tata", "GOOD", "18.5", "Pune");
                assertThat(statement.arguments()).contains("'; DROP TABLE listing; --", "cars", "Pune", "GOOD");
            }
        }
    }

    @Test
    void numbersItsArgumentsFromOneToTheirCount() {
        Statement statement = sql(everything("car")).full();
        List<Integer> numbers = Pattern.compile("\\$(\\d+)")
                .matcher(statement.sql())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, statement.arguments().length)
                        .boxed()
                        .toList());
        assertThat(statement.sql()).doesNotContain("?");
    }

    @Test
    void hasOneTextForRequestsThatDifferInValuesOnly() {
        assertThat(sql(everything("car").setLimit(3)).full().sql())
                .isEqualTo(sql(everything("bus").setMinPrice(7).setLimit(20))
                        .full()
                        .sql());
    }

    @Test
    void doesNotWalkWhereTheIndexAnswersEverything() {
        assertThat(sql(SearchListingsRequest.newBuilder()).canWalk()).isFalse();
        assertThat(sql(SearchListingsRequest.newBuilder().setCategory("cars")).canWalk())
                .isFalse();
        assertThat(sql(SearchListingsRequest.newBuilder().setMinPrice(5).setSort(ListingSort.LISTING_SORT_PRICE_ASC))
                        .canWalk())
                .isFalse();
    }

    @Test
    void walksWhereFiltersMayLetMuchThrough() {
        assertThat(sql(SearchListingsRequest.newBuilder().setQ("car")).canWalk())
                .isTrue();
        assertThat(sql(SearchListingsRequest.newBuilder().setCategory("cars").setCity("Pune"))
                        .canWalk())
                .isTrue();
    }

    @Test
    void boundsTheWalk() {
        assertThat(sql(SearchListingsRequest.newBuilder().setQ("car"))
                        .walk(SearchWay.SHORT)
                        .sql())
                .contains("LIMIT " + SearchWay.SHORT + ")");
    }
}
