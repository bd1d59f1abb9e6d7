-- How long ago the latest conversation that the follower knows of was touched; nothing yet: it begins now.
select coalesce(ceil(extract(epoch from now() - max(followed_at))), 0)::bigint as seconds from omni_mirrors
