CREATE TABLE category_tree (
    tree text NOT NULL DEFAULT 'categories',
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT category_tree_tree_pkey PRIMARY KEY (tree),
    CONSTRAINT category_tree_tree_check CHECK (tree = 'categories')
);
COMMENT ON TABLE category_tree IS 'Counts the changes of category; whoever changes one holds the row, whoever keeps a copy compares.';
INSERT INTO category_tree DEFAULT VALUES;
