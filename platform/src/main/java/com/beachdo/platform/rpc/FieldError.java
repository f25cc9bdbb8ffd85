package com.beachdo.platform.rpc;

/** What is wrong with one field of a request: a JSON pointer into it, and a sentence for people. */
public record FieldError(String pointer, String detail) {}
