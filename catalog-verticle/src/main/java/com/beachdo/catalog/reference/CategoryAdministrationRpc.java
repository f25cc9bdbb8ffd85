package com.beachdo.catalog.reference;

import com.beachdo.catalog.StaffActions;
import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.CategoryAdministration;
import com.beachdo.catalog.v1.CreateCategoryRequest;
import com.beachdo.catalog.v1.ReinstateCategoryRequest;
import com.beachdo.catalog.v1.RetireCategoryRequest;
import com.beachdo.catalog.v1.SetCategoryAttributesRequest;
import com.beachdo.catalog.v1.UpdateCategoryRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract of changing categories. */
public final class CategoryAdministrationRpc implements CategoryAdministration {
    private static final int DEFAULT_LIFETIME_DAYS = 30;

    private final Db db;
    private final CategoryStore store;
    private final CategoryWatch watch;

    public CategoryAdministrationRpc(Db db, CategoryWatch watch) {
        this.db = db;
        this.store = new CategoryStore(db);
        this.watch = watch;
    }

    @Override
    public Future<Category> createCategory(CreateCategoryRequest request) {
        String id = CategoryRules.id(request.getId());
        Category.Builder category = Category.newBuilder()
                .setId(id)
                .setName(CategoryRules.name(request.getName()))
                .setLifetimeDays(
                        request.hasLifetimeDays()
                                ? CategoryRules.lifetimeDays(request.getLifetimeDays())
                                : DEFAULT_LIFETIME_DAYS);
        if (request.hasParentId()) {
            category.setParentId(request.getParentId());
        }
        return seen(db.once(
                request,
                Category.getDefaultInstance(),
                tx -> change(tx, id, "category.create", tree -> {
                    if (tree.find(id) != null) {
                        throw RpcException.conflict("category.exists", "There is a category with this id.");
                    }
                    if (request.hasParentId()) {
                        CategoryRules.requireParent(tree, request.getParentId());
                    }
                    category.addAllAttributes(
                            CategoryRules.attributes(tree, id, request.hasParentId(), request.getAttributesList()));
                    return store.insert(tx, category.build())
                            .compose(ignored -> request.hasPosition()
                                    ? order(tx, tree, id, request.getParentId(), request.getPosition())
                                    : Future.succeededFuture());
                })));
    }

    @Override
    public Future<Category> updateCategory(UpdateCategoryRequest request) {
        String id = request.getCategoryId();
        @Nullable String name = request.hasName() ? CategoryRules.name(request.getName()) : null;
        @Nullable
        Integer days = request.hasLifetimeDays() ? CategoryRules.lifetimeDays(request.getLifetimeDays()) : null;
        return changed(tx -> change(tx, id, "category.update", tree -> {
            CategoryNode node = require(tree, id, request.hasExpectedVersion() ? request.getExpectedVersion() : null);
            String parent = parent(tree, node, request);
            return store.update(
                            tx,
                            id,
                            name == null ? node.name() : name,
                            node.isLeaf() ? parent : null,
                            days == null ? node.lifetimeDays() : days)
                    .compose(ignored -> request.hasPosition()
                            ? order(tx, tree, id, parent, request.getPosition())
                            : Future.succeededFuture())
                    .compose(ignored -> request.hasName() || request.hasParentId()
                            ? CategoryStore.renewCopies(tx)
                            : Future.succeededFuture());
        }));
    }

    /** Where it is to stand; empty for the upper level. */
    private static String parent(Categories tree, CategoryNode node, UpdateCategoryRequest request) {
        if (!request.hasParentId() || request.getParentId().equals(node.parentId())) {
            return node.parentId();
        }
        if (!node.isLeaf()) {
            throw RpcException.invalid(
                    "category.parent_unsuitable", "/parentId", "is for the lower level; this one is of the upper");
        }
        CategoryRules.requireParent(tree, request.getParentId());
        return request.getParentId();
    }

    private Future<Void> order(Tx tx, Categories before, String id, String parent, int position) {
        if (position < 0) {
            throw RpcException.invalid("request.invalid", "/position", "must be 0 or more");
        }
        List<String> siblings = new ArrayList<>(before.all().stream()
                .filter(node -> node.parentId().equals(parent))
                .map(CategoryNode::id)
                .filter(sibling -> !sibling.equals(id))
                .toList());
        siblings.add(Math.min(position, siblings.size()), id);
        return store.order(tx, siblings);
    }

    @Override
    public Future<Category> setCategoryAttributes(SetCategoryAttributesRequest request) {
        String id = request.getCategoryId();
        return changed(tx -> change(tx, id, "category.attributes", tree -> {
            CategoryNode node = require(tree, id, request.hasExpectedVersion() ? request.getExpectedVersion() : null);
            return store.setAttributes(
                    tx, id, CategoryRules.attributes(tree, id, node.isLeaf(), request.getAttributesList()));
        }));
    }

    @Override
    public Future<Category> retireCategory(RetireCategoryRequest request) {
        String id = request.getCategoryId();
        return changed(tx -> change(tx, id, "category.retire", tree -> {
            CategoryNode node = require(tree, id, null);
            if (tree.all().stream().anyMatch(other -> other.parentId().equals(id) && !other.isRetired())) {
                throw RpcException.conflict("category.has_children", "There are categories below it that are in use.");
            }
            return node.isRetired() ? Future.succeededFuture() : store.setRetired(tx, id, true);
        }));
    }

    @Override
    public Future<Category> reinstateCategory(ReinstateCategoryRequest request) {
        String id = request.getCategoryId();
        return changed(tx -> change(tx, id, "category.reinstate", tree -> {
            CategoryNode node = require(tree, id, null);
            if (node.isLeaf()) {
                CategoryRules.requireParent(tree, node.parentId());
            }
            return node.isRetired() ? store.setRetired(tx, id, false) : Future.succeededFuture();
        }));
    }

    private Future<Category> changed(Function<Tx, Future<Category>> work) {
        return seen(db.transaction(work));
    }

    /** This process goes by the change before it answers. */
    private Future<Category> seen(Future<Category> change) {
        return change.compose(category -> watch.look().map(category));
    }

    /** Changes the tree under its lock; what became of the category. */
    private Future<Category> change(Tx tx, String id, String action, Function<Categories, Future<Void>> change) {
        return store.lock(tx)
                .compose(change)
                .compose(ignored -> store.current(tx))
                .map(tree -> Objects.requireNonNull(tree.find(id)).category())
                .compose(category -> StaffActions.tell(tx, StaffActions.CATEGORIES, action, detail(category))
                        .map(category));
    }

    private static JsonObject detail(Category category) {
        return new JsonObject()
                .put("categoryId", category.getId())
                .put("parentId", category.getParentId())
                .put("name", category.getName())
                .put("lifetimeDays", category.getLifetimeDays())
                .put("attributes", category.getAttributesCount())
                .put("version", category.getVersion());
    }

    private static CategoryNode require(Categories tree, String id, @Nullable Long version) {
        CategoryNode node = tree.find(id);
        if (node == null) {
            throw RpcException.notFound("category.not_found", "There is no such category.");
        }
        if (version != null && version != node.category().getVersion()) {
            throw new RpcException(
                    GrpcStatus.ABORTED, "category.version_mismatch", "The category was changed in the meantime.");
        }
        return node;
    }
}
