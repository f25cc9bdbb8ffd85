/** Tests of the contract: its reading, and its agreement with the protobuf contracts. */
@NullMarked
package com.beachdo.edge.contract;

import org.jspecify.annotations.NullMarked;
