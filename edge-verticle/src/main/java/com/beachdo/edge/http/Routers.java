package com.beachdo.edge.http;

import com.beachdo.edge.contract.Operation;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routers of the contract, one for each method: a router tries its routes one after the other, so short ones are
 * fast ones. HEAD goes where GET goes. Each gets only the skeleton of the document, since validation is not its task.
 */
final class Routers {
    private static final Pattern PARAMETER = Pattern.compile("\\{(.*?)}");

    private Routers() {}

    static Future<Map<HttpMethod, Router>> create(
            Vertx vertx, List<Operation> operations, Function<Operation, Handler<RoutingContext>> handlers) {
        Map<HttpMethod, Map<Operation, Handler<RoutingContext>>> byMethod = new LinkedHashMap<>();
        for (Operation operation : operations) {
            Handler<RoutingContext> handler = handlers.apply(operation);
            add(byMethod, operation.method(), operation, handler);
            if (operation.method() == HttpMethod.GET) {
                add(byMethod, HttpMethod.HEAD, operation, handler);
            }
        }
        Map<HttpMethod, Router> routers = new HashMap<>();
        List<Future<Router>> making = new ArrayList<>();
        byMethod.forEach(
                (method, of) -> making.add(router(vertx, method, of).onSuccess(router -> routers.put(method, router))));
        return Future.all(making).map(routers);
    }

    private static void add(
            Map<HttpMethod, Map<Operation, Handler<RoutingContext>>> byMethod,
            HttpMethod method,
            Operation operation,
            Handler<RoutingContext> handler) {
        Object unused = byMethod.computeIfAbsent(method, ignored -> new LinkedHashMap<>())
                .put(operation, handler);
    }

    private static Future<Router> router(
            Vertx vertx, HttpMethod method, Map<Operation, Handler<RoutingContext>> handlers) {
        JsonObject paths = new JsonObject();
        handlers.keySet().forEach(operation -> paths.put(operation.path(), skeleton(operation, method)));
        JsonObject document = new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", "Beachdo").put("version", "1"))
                .put("paths", paths);
        return OpenAPIContract.from(vertx, document).map(contract -> {
            RouterBuilder builder = RouterBuilder.create(vertx, contract);
            handlers.forEach((operation, handler) -> {
                OpenAPIRoute unused = route(builder, operation)
                        .setDoValidation(false)
                        .setDoSecurity(false)
                        .addHandler(handler);
            });
            return withErrors(builder.createRouter());
        });
    }

    private static OpenAPIRoute route(RouterBuilder builder, Operation operation) {
        OpenAPIRoute route = builder.getRoute(operation.id());
        if (route == null) {
            throw new IllegalStateException("no route for " + operation.id());
        }
        return route;
    }

    private static JsonObject skeleton(Operation operation, HttpMethod method) {
        JsonArray parameters = new JsonArray();
        Matcher names = PARAMETER.matcher(operation.path());
        while (names.find()) {
            JsonArray unused = parameters.add(new JsonObject()
                    .put("name", names.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .put("schema", new JsonObject().put("type", "string")));
        }
        return new JsonObject()
                .put(
                        method.name().toLowerCase(Locale.ROOT),
                        new JsonObject()
                                .put("operationId", operation.id())
                                .put("parameters", parameters)
                                .put(
                                        "responses",
                                        new JsonObject().put("default", new JsonObject().put("description", "any"))));
    }

    private static Router withErrors(Router router) {
        return router.errorHandler(
                        400,
                        context -> Problems.send(
                                context.request(),
                                new Problem(400, "request.path_undecodable", "The path is not properly encoded.")))
                .errorHandler(500, context -> Problems.send(context.request(), Problems.of(context.failure())));
    }
}
