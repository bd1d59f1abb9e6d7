package io.omnichannel.admin;

/** Who calls the admin API, as far as rights go. */
sealed interface Caller {

    /** May do everything, for every tenant, and names the tenant with each call. */
    record Administrator() implements Caller {}

    /** May see and change one tenant, and need not name it. Keys of tenants are to come: none is given out yet. */
    record TenantKey(String tenant) implements Caller {}
}
