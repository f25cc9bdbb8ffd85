package com.beachdo.edge.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The generated getters of a message type as functions, so that reading a field needs no reflection. */
final class Accessors {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<? extends Message> type;

    Accessors(Class<? extends Message> type) {
        this.type = type;
    }

    @SuppressWarnings("unchecked")
    Predicate<Message> has(FieldDescriptor field) {
        Object function = function(Predicate.class, "test", boolean.class, "has" + javaName(field));
        return function == null ? message -> message.hasField(field) : (Predicate<Message>) function;
    }

    @SuppressWarnings("unchecked")
    Predicate<Message> bool(FieldDescriptor field) {
        Object function = function(Predicate.class, "test", boolean.class, "get" + javaName(field));
        return function == null ? message -> (Boolean) message.getField(field) : (Predicate<Message>) function;
    }

    @SuppressWarnings("unchecked")
    ToIntFunction<Message> integer(FieldDescriptor field) {
        Object function = function(ToIntFunction.class, "applyAsInt", int.class, "get" + javaName(field));
        return function == null ? message -> (Integer) message.getField(field) : (ToIntFunction<Message>) function;
    }

    /** The number of an enum field's value. */
    @SuppressWarnings("unchecked")
    ToIntFunction<Message> number(FieldDescriptor field) {
        Object function = function(ToIntFunction.class, "applyAsInt", int.class, "get" + javaName(field) + "Value");
        return function == null
                ? message -> ((com.google.protobuf.Descriptors.EnumValueDescriptor) message.getField(field)).getNumber()
                : (ToIntFunction<Message>) function;
    }

    @SuppressWarnings("unchecked")
    ToLongFunction<Message> integer64(FieldDescriptor field) {
        Object function = function(ToLongFunction.class, "applyAsLong", long.class, "get" + javaName(field));
        return function == null ? message -> (Long) message.getField(field) : (ToLongFunction<Message>) function;
    }

    @SuppressWarnings("unchecked")
    ToDoubleFunction<Message> decimal(FieldDescriptor field) {
        Object function = function(ToDoubleFunction.class, "applyAsDouble", double.class, "get" + javaName(field));
        return function == null ? message -> (Double) message.getField(field) : (ToDoubleFunction<Message>) function;
    }

    @SuppressWarnings("unchecked")
    Function<Message, Object> object(FieldDescriptor field, Class<?> result, String suffix) {
        Object function = function(Function.class, "apply", result, "get" + javaName(field) + suffix);
        return function == null ? message -> message.getField(field) : (Function<Message, Object>) function;
    }

    /** Null when the type has no such method: names with digits can differ, and the caller has a slower way. */
    private @Nullable Object function(Class<?> shape, String shapeMethod, Class<?> result, String method) {
        try {
            MethodHandle getter = LOOKUP.findVirtual(type, method, MethodType.methodType(result));
            Class<?> erased = result.isPrimitive() ? result : Object.class;
            return LambdaMetafactory.metafactory(
                            LOOKUP,
                            shapeMethod,
                            MethodType.methodType(shape),
                            MethodType.methodType(erased, Object.class),
                            getter,
                            MethodType.methodType(result, type))
                    .getTarget()
                    .invoke();
        } catch (NoSuchMethodException e) {
            return null;
        } catch (Throwable e) {
            throw new IllegalStateException(type + "." + method, e);
        }
    }

    private static String javaName(FieldDescriptor field) {
        String name = field.getJsonName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
