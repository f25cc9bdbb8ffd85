package com.beachdo.edge.json;

import java.math.BigDecimal;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/** Makes whole numbers of numbers that are whole however they are written; the validator trips over others. */
final class Nodes extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    static final Nodes INSTANCE = new Nodes();

    private Nodes() {}

    @Override
    public NumericNode numberNode(double value) {
        if (value != Math.rint(value) || !Double.isFinite(value)) {
            return super.numberNode(value);
        }
        return Math.abs(value) < 9e15
                ? super.numberNode((long) value)
                : (NumericNode) super.numberNode(new BigDecimal(value).toBigInteger());
    }
}
