package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.CategoryAdministration;
import com.beachdo.catalog.v1.CreateCategoryRequest;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ReinstateCategoryRequest;
import com.beachdo.catalog.v1.RetireCategoryRequest;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.SetCategoryAttributesRequest;
import com.beachdo.catalog.v1.UpdateCategoryRequest;
import com.beachdo.catalog.v1.UpdateListingRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CategoryAdministrationRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext admin = People.admin();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static AttributeSchema.Builder attribute(String name, AttributeType type) {
        return AttributeSchema.newBuilder().setName(name).setLabel(name).setType(type);
    }

    private static AttributeSchema size() {
        return attribute("sareeLength", AttributeType.ATTRIBUTE_TYPE_NUMBER)
                .setUnit("m")
                .setMin(3)
                .setMax(10)
                .setRequired(true)
                .setFilterable(true)
                .build();
    }

    private static AttributeSchema weave(String... options) {
        return attribute("weave", AttributeType.ATTRIBUTE_TYPE_OPTION)
                .setFilterable(true)
                .addAllOptions(List.of(options))
                .build();
    }

    private static CreateCategoryRequest.Builder sarees(String id) {
        return CreateCategoryRequest.newBuilder()
                .setId(id)
                .setParentId("fashion")
                .setName("Sarees")
                .addAttributes(size())
                .addAttributes(weave("Silk", "Cotton"));
    }

    private Category create(CreateCategoryRequest.Builder request, Transport transport) {
        return catalog.call(
                admin,
                CategoryAdministration.class,
                transport,
                categories -> categories.createCategory(request.build()));
    }

    private Category create(CreateCategoryRequest.Builder request) {
        return create(request, Transport.BUS);
    }

    private Category update(UpdateCategoryRequest.Builder request) {
        return catalog.call(
                admin, CategoryAdministration.class, categories -> categories.updateCategory(request.build()));
    }

    private Category setAttributes(String id, AttributeSchema... attributes) {
        SetCategoryAttributesRequest request = SetCategoryAttributesRequest.newBuilder()
                .setCategoryId(id)
                .addAllAttributes(List.of(attributes))
                .build();
        return catalog.call(
                admin, CategoryAdministration.class, categories -> categories.setCategoryAttributes(request));
    }

    private Category retire(String id) {
        RetireCategoryRequest request =
                RetireCategoryRequest.newBuilder().setCategoryId(id).build();
        return catalog.call(admin, CategoryAdministration.class, categories -> categories.retireCategory(request));
    }

    private Category reinstate(String id) {
        ReinstateCategoryRequest request =
                ReinstateCategoryRequest.newBuilder().setCategoryId(id).build();
        return catalog.call(admin, CategoryAdministration.class, categories -> categories.reinstateCategory(request));
    }

    private List<Category> listed(boolean retired) {
        ListCategoriesRequest request =
                ListCategoriesRequest.newBuilder().setRetired(retired).build();
        return catalog.call(People.anybody(), Search.class, search -> search.listCategories(request))
                .getItemsList();
    }

    private static CreateListingRequest saree(String category) {
        return Samples.phone().toBuilder()
                .setTitle("Paithani, worn once")
                .setCategoryId(category)
                .setAttributes(
                        Samples.attributes(Map.of("sareeLength", Samples.number(5.5), "weave", Samples.text("Silk"))))
                .build();
    }

    private List<String> found(SearchListingsRequest.Builder request) {
        return catalog
                .call(People.anybody(), Search.class, search -> search.searchListings(request.build()))
                .getItemsList()
                .stream()
                .map(Listing::getId)
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, String code, String... pointers) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.fields()).extracting(FieldError::pointer).containsAll(List.of(pointers));
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aNewCategoryTakesListingsAndFilters(Transport transport) {
        String id = "sarees-" + transport.name().toLowerCase(java.util.Locale.ROOT);
        Category made = create(sarees(id), transport);
        assertThat(made.getAttributesList()).containsExactly(size(), weave("Silk", "Cotton"));
        assertThat(made.getLifetimeDays()).isEqualTo(30);
        assertThat(listed(false)).contains(made);
        Listing listing = catalog.approve(catalog.submit(seller, catalog.create(seller, saree(id))));
        assertThat(found(SearchListingsRequest.newBuilder().setCategory(id).addAttr("weave:silk")))
                .containsExactly(listing.getId());
        assertThat(found(SearchListingsRequest.newBuilder()
                        .setCategory("fashion")
                        .addAttr("weave:silk")))
                .contains(listing.getId());
        assertRefused(() -> create(sarees(id), transport), "category.exists");
    }

    @Test
    void everyOtherProcessGoesByItWithinSeconds() {
        Category unused = create(sarees("sarees-elsewhere"));
        catalog.sql("UPDATE category SET name = 'Saris' WHERE category_id = 'sarees-elsewhere'");
        catalog.sql("UPDATE category_tree SET version = version + 1");
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(listed(false))
                .anyMatch(category -> category.getName().equals("Saris")));
    }

    @Test
    void listingsFollowTheirCategory() {
        Category made = create(sarees("sarees-moved"));
        Listing listing = catalog.approve(catalog.submit(seller, catalog.create(seller, saree(made.getId()))));
        Category moved = update(UpdateCategoryRequest.newBuilder()
                .setCategoryId(made.getId())
                .setName("Handlooms")
                .setParentId("hobbies")
                .setPosition(0)
                .setExpectedVersion(made.getVersion()));
        assertThat(moved.getName()).isEqualTo("Handlooms");
        assertThat(listed(false).stream()
                        .filter(category -> category.getParentId().equals("hobbies"))
                        .findFirst())
                .contains(moved);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(found(SearchListingsRequest.newBuilder()
                        .setCategory("hobbies")
                        .setQ("handlooms")))
                .containsExactly(listing.getId()));
        assertThat(found(SearchListingsRequest.newBuilder()
                        .setCategory("fashion")
                        .setQ("paithani")))
                .doesNotContain(listing.getId());
        assertRefused(
                () -> update(UpdateCategoryRequest.newBuilder()
                        .setCategoryId(made.getId())
                        .setName("Late")
                        .setExpectedVersion(made.getVersion())),
                "category.version_mismatch");
    }

    @Test
    void oldListingsOutliveTheirSchema() {
        Category made = create(sarees("sarees-changed"));
        Listing listing = catalog.approve(catalog.submit(seller, catalog.create(seller, saree(made.getId()))));
        AttributeSchema border = attribute("border", AttributeType.ATTRIBUTE_TYPE_TEXT)
                .setRequired(true)
                .build();
        Category unused = setAttributes(made.getId(), weave("Cotton"), border);

        assertThat(catalog.get(People.anybody(), listing.getId()).getAttributes())
                .isEqualTo(listing.getAttributes());
        UpdateListingRequest cheaper = UpdateListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setPrice(Samples.rupees(900))
                .build();
        Listing edited = catalog.call(seller, Listings.class, listings -> listings.updateListing(cheaper));
        assertThat(edited.getPrice()).isEqualTo(Samples.rupees(900));
        UpdateListingRequest other = cheaper.toBuilder()
                .setAttributes(Samples.attributes(Map.of("weave", Samples.text("Silk"))))
                .build();
        assertRefused(
                () -> catalog.call(seller, Listings.class, listings -> listings.updateListing(other)),
                "listing.attribute_invalid",
                "/attributes/weave",
                "/attributes/border");
        assertRefused(
                () -> catalog.create(seller, saree(made.getId())), "listing.attribute_invalid", "/attributes/border");
    }

    @Test
    void aRetiredCategoryKeepsItsListingsAndGetsNoMore() {
        Category made = create(sarees("sarees-retired"));
        Listing listing = catalog.approve(catalog.submit(seller, catalog.create(seller, saree(made.getId()))));
        assertThat(retire(made.getId()).getRetired()).isTrue();
        assertThat(retire(made.getId()).getRetired()).isTrue();
        assertThat(listed(false)).noneMatch(category -> category.getId().equals(made.getId()));
        assertThat(listed(true)).anyMatch(category -> category.getId().equals(made.getId()));
        assertThat(found(SearchListingsRequest.newBuilder().setCategory(made.getId())))
                .containsExactly(listing.getId());
        assertRefused(() -> catalog.create(seller, saree(made.getId())), "listing.category_unknown", "/categoryId");
        UpdateListingRequest cheaper = UpdateListingRequest.newBuilder()
                .setListingId(listing.getId())
                .setPrice(Samples.rupees(900))
                .build();
        Listing unused = catalog.call(seller, Listings.class, listings -> listings.updateListing(cheaper));
        assertThat(reinstate(made.getId()).getRetired()).isFalse();
        assertThat(catalog.create(seller, saree(made.getId())).getCategoryId()).isEqualTo(made.getId());
    }

    @Test
    void aCategoryWithChildrenInUseIsNotRetired() {
        Category parent =
                create(CreateCategoryRequest.newBuilder().setId("textiles").setName("Textiles"));
        Category child = create(sarees("sarees-child").setParentId(parent.getId()));
        assertRefused(() -> retire(parent.getId()), "category.has_children");
        Category unused = retire(child.getId());
        assertThat(retire(parent.getId()).getRetired()).isTrue();
        assertRefused(() -> reinstate(child.getId()), "category.parent_unsuitable");
        assertRefused(
                () -> create(sarees("sarees-orphan").setParentId(parent.getId())),
                "category.parent_unsuitable",
                "/parentId");
    }

    @Test
    void namesWhatIsWrongWithASchema() {
        assertRefused(
                () -> create(sarees("sarees-wrong")
                        .clearAttributes()
                        .addAttributes(attribute("two words", AttributeType.ATTRIBUTE_TYPE_TEXT))
                        .addAttributes(attribute("colour", AttributeType.ATTRIBUTE_TYPE_OPTION))
                        .addAttributes(attribute("span", AttributeType.ATTRIBUTE_TYPE_NUMBER)
                                .setMin(2)
                                .setMax(1))
                        .addAttributes(attribute("span", AttributeType.ATTRIBUTE_TYPE_NUMBER))
                        .addAttributes(attribute("plain", AttributeType.ATTRIBUTE_TYPE_TEXT)
                                .setUnit("m")
                                .addOptions("a"))
                        .addAttributes(attribute("year", AttributeType.ATTRIBUTE_TYPE_TEXT))
                        .addAttributes(AttributeSchema.newBuilder().setName("none"))),
                "category.attribute_invalid",
                "/attributes/0/name",
                "/attributes/1/options",
                "/attributes/2/min",
                "/attributes/3/name",
                "/attributes/4/unit",
                "/attributes/4/options",
                "/attributes/5/type",
                "/attributes/6/label",
                "/attributes/6/type");
        assertRefused(() -> create(sarees("Sarees!")), "request.invalid", "/id");
        assertRefused(() -> create(sarees("sarees-x").setName(" ")), "request.invalid", "/name");
        assertRefused(() -> create(sarees("sarees-x").setLifetimeDays(0)), "request.invalid", "/lifetimeDays");
        assertRefused(() -> create(sarees("sarees-x").setParentId("cars")), "category.parent_unsuitable", "/parentId");
        assertRefused(() -> create(sarees("sarees-x").clearParentId()), "category.attribute_invalid", "/attributes");
        assertRefused(() -> retire(UUID.randomUUID().toString()), "category.not_found");
        assertRefused(
                () -> update(UpdateCategoryRequest.newBuilder()
                        .setCategoryId("fashion")
                        .setParentId("hobbies")),
                "category.parent_unsuitable",
                "/parentId");
    }
}
