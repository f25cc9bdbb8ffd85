package com.beachdo.platform.rpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A contract joined to its descriptor: makes clients of it, and calls implementations of it. */
public final class Rpc<C> {
    private static final Map<Class<?>, Rpc<?>> KNOWN = new ConcurrentHashMap<>();

    private final Class<C> contract;
    private final ServiceDescriptor descriptor;
    private final Map<String, Bound> byJavaName = new LinkedHashMap<>();
    private final Map<String, Bound> byName = new LinkedHashMap<>();

    private record Bound(RpcMethod method, MethodHandle handle) {}

    private Rpc(Class<C> contract) {
        this.contract = contract;
        this.descriptor = descriptorOf(contract);
        for (MethodDescriptor method : descriptor.getMethods()) {
            Bound bound = bind(method);
            byName.put(method.getName(), bound);
            byJavaName.put(javaName(method), bound);
        }
    }

    /** The contract of a generated interface, for example {@code Listings.class}. */
    @SuppressWarnings("unchecked")
    public static <C> Rpc<C> of(Class<C> contract) {
        return (Rpc<C>) KNOWN.computeIfAbsent(contract, Rpc::new);
    }

    /** The contract of a service by its full name, for example {@code beachdo.catalog.v1.Listings}. */
    public static Rpc<?> named(String service) {
        try {
            return of(Class.forName("com." + service));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no contract " + service, e);
        }
    }

    public String service() {
        return descriptor.getFullName();
    }

    public ServiceDescriptor descriptor() {
        return descriptor;
    }

    public Iterable<RpcMethod> methods() {
        return byName.values().stream().map(Bound::method).toList();
    }

    public @Nullable RpcMethod method(String name) {
        Bound bound = byName.get(name);
        return bound == null ? null : bound.method();
    }

    /** A client whose calls run under the context of the call that makes them. */
    public C client(Channel channel) {
        return client(channel, false);
    }

    /** A client whose calls are made as another part of Beachdo. */
    public C serviceClient(Channel channel) {
        return client(channel, true);
    }

    private C client(Channel channel, boolean asService) {
        Object proxy = Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, (self, method, arguments) -> {
                    Bound bound = byJavaName.get(method.getName());
                    if (bound == null || arguments == null || arguments.length != 1) {
                        return objectMethod(self, method, arguments);
                    }
                    CallContext context = CallContext.current();
                    return channel.call(
                            bound.method(), (Message) arguments[0], asService ? context.asService() : context);
                });
        return contract.cast(proxy);
    }

    /** Calls an implementation; whatever it throws becomes the failure of the future. */
    @SuppressWarnings("unchecked")
    Future<Message> invoke(Object implementation, RpcMethod method, Message request) {
        Bound bound = byName.get(method.name());
        if (bound == null) {
            throw new IllegalArgumentException(method.name() + " is not of " + service());
        }
        try {
            Future<Message> reply = (Future<Message>) bound.handle().invoke(implementation, request);
            return reply == null ? Future.failedFuture(new IllegalStateException("no future")) : reply;
        } catch (Throwable e) {
            return Future.failedFuture(e);
        }
    }

    private Bound bind(MethodDescriptor method) {
        try {
            Method java = null;
            for (Method candidate : contract.getMethods()) {
                if (candidate.getName().equals(javaName(method)) && candidate.getParameterCount() == 1) {
                    java = candidate;
                }
            }
            if (java == null) {
                throw new IllegalStateException(contract + " has no " + javaName(method));
            }
            Message request = defaultInstance(java.getParameterTypes()[0]);
            Message reply = defaultInstance(Class.forName(javaClass(method)));
            return new Bound(
                    RpcMethod.of(method, request, reply),
                    MethodHandles.publicLookup().unreflect(java));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String javaClass(MethodDescriptor method) {
        return method.getOutputType().getFile().getOptions().getJavaPackage() + "."
                + method.getOutputType().getName();
    }

    private static String javaName(MethodDescriptor method) {
        return Character.toLowerCase(method.getName().charAt(0))
                + method.getName().substring(1);
    }

    private static Message defaultInstance(Class<?> type) throws ReflectiveOperationException {
        Object instance = type.getMethod("getDefaultInstance").invoke(null);
        if (!(instance instanceof Message message)) {
            throw new IllegalStateException(type + " is not a message");
        }
        return message;
    }

    private static ServiceDescriptor descriptorOf(Class<?> contract) {
        try {
            Object value = Class.forName(contract.getName() + "GrpcService")
                    .getField("SERVICE_DESCRIPTOR")
                    .get(null);
            if (value instanceof ServiceDescriptor found) {
                return found;
            }
            throw new IllegalArgumentException(contract + " has no descriptor");
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(contract + " is not a generated contract", e);
        }
    }

    private @Nullable Object objectMethod(Object self, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "client of " + service();
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }
}
