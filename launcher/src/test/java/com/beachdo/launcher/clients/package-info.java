/** What front ends and tools are given of the contract, made from it and held against it. */
@NullMarked
package com.beachdo.launcher.clients;

import org.jspecify.annotations.NullMarked;
