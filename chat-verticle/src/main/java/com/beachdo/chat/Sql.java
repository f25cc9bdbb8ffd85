package com.beachdo.chat;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** Where a statement runs: on its own, or within a transaction. */
@FunctionalInterface
interface Sql {
    Future<RowSet<Row>> query(String sql, Object... arguments);
}
