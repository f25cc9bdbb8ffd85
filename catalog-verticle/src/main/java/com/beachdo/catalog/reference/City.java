package com.beachdo.catalog.reference;

/** A place where things are sold, with its centre. */
public record City(String name, String state, double lat, double lon) {}
