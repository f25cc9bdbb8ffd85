package com.beachdo.catalog.pictures;

/** What the object store says of an object. */
record StoredObject(long size, String contentType) {}
